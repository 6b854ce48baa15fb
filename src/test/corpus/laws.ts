/** What holds for every sentence that refuses what a stranger made. */
import { expect } from 'vitest';
import { Sentence } from '../../runtime/message';

/** One line that ends with a full stop; what is only of a length, no more than can be read. */
const ONE_LINE = /^[^\p{Cc}\u2028\u2029\u202a-\u202e]{10,1000}\.$/u;
/** Words of engines and browsers. */
const ENGINES =
  /undefined|\[object|TypeError|RangeError|SyntaxError|Exception|BigInt|Symbol|\bNaN\b(?! or)|Infinity|at line|is not a function|not iterable|Cannot |of null|stack size|did not foresee/;
const NAMES = /“[^“”]*”/g;

/** Fails unless the error is a sentence of ours. */
export function expectSentence(error: unknown): string {
  expect(error).toBeInstanceOf(Sentence);
  const { message } = error as Sentence;
  expect(message).toMatch(ONE_LINE);
  // Names may be anything, in their quotes.
  expect(message.replace(NAMES, '“”')).not.toMatch(ENGINES);
  return message;
}

/** Of a file: its name comes first. */
export function expectRefusal(error: unknown): string {
  const message = expectSentence(error);
  expect(message).toMatch(/^\u2068?“/);
  return message;
}
