import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plain, quoted } from './quoted';

const inner = (text: string): string => text.replace(/^\u2068?“|”\u2069?$/gu, '');

test.each(['model.safetensors', 'vit.encoder.layer.0.output.dense.weight', 'Ünïted 写真 📷.png', 'a b'])(
  'an ordinary name stands as it is: %s',
  (name) => {
    expect(quoted(name)).toBe(`“${name}”`);
  },
);

test('of a long name the beginning and the end are shown', () => {
  const name = `${'a'.repeat(1e6)}.safetensors`;
  expect(quoted(name)).toBe(`“${'a'.repeat(53)}…${'a'.repeat(14)}.safetensors”`);
  expect(quoted('abcdefghij', 7)).toBe('“abcd…ij”');
  expect(quoted('abcdefg', 7)).toBe('“abcdefg”');
});

test('a name cannot turn the sentence around it', () => {
  expect(quoted('photo\u202egpj.exe')).toBe('“photogpj.exe”');
  expect(quoted('\u2066a\u2067b\u200f')).toBe('“ab”');
  expect(quoted('שלום.pth')).toBe('\u2068“שלום.pth”\u2069');
});

test('a name cannot leave its line, its quotation marks or its height', () => {
  expect(quoted('a\n\n\tb\u0000c\u001b[31m')).toBe('“a bc[31m”');
  expect(quoted('x” Your session is over. “y')).toBe('“x" Your session is over. "y”');
  expect(quoted(`o${'\u0301'.repeat(500)}`)).toBe('“o\u0301\u0301\u0301”');
  expect(quoted('half \ud83d of one')).toBe('“half  of one”');
});

test('whatever a name is, it is shown on one line, within its length, with nothing unseen in it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 2000 }),
      fc.integer({ min: 4, max: 80 }),
      (name, most) => {
        const text = inner(quoted(name, most));
        expect([...text].length).toBeLessThanOrEqual(most);
        expect(text).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069“”]/u);
      },
    ),
  );
});

test('a name that stands alone is never invisible', () => {
  expect(plain('mine.pth')).toBe('mine.pth');
  for (const name of ['', ' ', '\u202e', '\u200b\n']) expect(plain(name)).toBe('unnamed');
});
