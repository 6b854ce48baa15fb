/** What errors say to the person. */
import { type Said, said, type Words } from '../words/said';

/** An error that is made for the person: it names what is to be said, a sentence with what happened and what to do, or half of one. */
export class Sentence extends Error {
  /** How its message is spelt. Threads have no words and leave it; the page gives it its own, for the console. */
  static spell: (what: Said) => string = ({ key }) => key;
  override name = 'Sentence';

  constructor(
    readonly said: Said,
    options?: ErrorOptions,
  ) {
    super(undefined, options);
  }

  override get message(): string {
    return Sentence.spell(this.said);
  }
}

/** What an error says, whoever made it. For errors that are known to be ours, or where half a sentence is wanted. */
export function messageOf(error: unknown): Words {
  if (error instanceof Sentence) return error.said;
  return error instanceof Error ? error.message : String(error);
}

/** The sentence that an error brings. One that brings none was not foreseen: its own words are for the console. */
export function sentenceOf(error: unknown): Said {
  if (error instanceof Sentence) return error.said;
  console.error(error);
  return said('page.unforeseen');
}
