import { array, assert, constantFrom, double, oneof, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { toCsv } from './csv';

/** Reads character by character as RFC 4180 says; shares nothing with the writer. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let value = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (quoted) {
      if (character !== '"') value += character;
      else if (text[at + 1] === '"') value += text[++at];
      else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',') {
      row.push(value);
      value = '';
    } else if (character === '\r' && text[at + 1] === '\n') {
      rows.push([...row, value]);
      row = [];
      value = '';
      at++;
    } else value += character;
  }
  return rows;
}

const anyText = string({ unit: 'binary' });
const nasty = string({ unit: constantFrom(',', '"', '\r', '\n', 'é', '=', ' ') });

test('whatever is in the fields comes back, but for the apostrophe before what looks like a formula', () => {
  assert(
    property(array(array(oneof(anyText, nasty), { minLength: 1 })), (rows) => {
      const expected = rows.map((row) => row.map((text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)));
      expect(parse(toCsv(rows))).toEqual(expected);
    }),
  );
});

test('numbers keep every digit and their sign; what is not finite is empty', () => {
  assert(
    property(double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(Number(parse(toCsv([[value]]))[0][0])).toBe(value + 0);
    }),
  );
  expect(toCsv([[-1.5, Number.NaN, Number.POSITIVE_INFINITY]])).toBe('-1.5,,\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\r=1'])(
  'a spreadsheet does not run a file called %j',
  (name) => {
    expect(parse(toCsv([[name]]))[0][0]).toBe(`'${name}`);
  },
);

test('quotes only where they are needed', () => {
  expect(toCsv([['a b', 'a,b', 'say "a"', 'a\nb']])).toBe('a b,"a,b","say ""a""","a\nb"\r\n');
});
