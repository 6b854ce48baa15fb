import { assert, property, uint8Array } from 'fast-check';
import { expect, test } from 'vitest';
import { say } from '../../../words/say';
import { HEAD, kindOf } from './kind';

const encoder = new TextEncoder();
const wordsOf = (bytes: Uint8Array, name: string): string | undefined => {
  const kind = kindOf(bytes, name);
  return kind && say(kind.words);
};
const words = (text: string, name = 'x'): string | undefined => wordsOf(encoder.encode(text), name);

/** UTF-16 from a byte order mark on. */
const wide = (text: string): Uint8Array => {
  const units = Uint16Array.from(`\ufeff${text}`, (unit) => unit.charCodeAt(0));
  return new Uint8Array(units.buffer);
};

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>';

test.each([
  SVG,
  ` \n${SVG}`,
  `\ufeff${SVG}`,
  `<?xml version="1.0"?>${SVG}`,
  `<!-- <html> --><!-- -->${SVG}`,
  `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [<!ENTITY a "b">]>${SVG}`,
  '<s:svg xmlns:s="http://www.w3.org/2000/svg"/>',
  '<SVG>',
])('a drawing is known by what is in it: %s', (text) => {
  expect(words(text, 'photo.png')).toBe('a drawing (SVG)');
  expect(wordsOf(wide(text), 'photo.jpg')).toBe('a drawing (SVG)');
});

test('a name alone makes nothing a photograph', () => {
  expect(words('notes', 'photo.jpg')).toBeUndefined();
  expect(words('<p>notes</p>', 'photo.jpg')).toBeUndefined();
  expect(words('<!doctype html>', 'photo.jpg')).toBe('a web page');
});

test('no drawing, page or document has a type that a browser would read', () => {
  for (const text of [SVG, '<html>', '%PDF-1.7', 'PK\u0003\u0004', '\0\0\0\u0018ftypisom\0\0\0\0mp42'])
    expect(kindOf(encoder.encode(text), 'photo.jpg')).not.toHaveProperty('type');
});

test('what its boxes list decides what it is, before what they begin with', () => {
  const boxes = (...brands: string[]): string =>
    `\0\0\0${String.fromCharCode(8 + 4 * brands.length)}ftyp${brands.join('')}`;
  expect(words(boxes('mif1', '\0\0\0\0', 'avif'))).toBe('an AVIF picture');
  expect(words(boxes('mif1', '\0\0\0\0', 'heic'))).toBe('an HEIC photograph');
  expect(words(boxes('crx ', '\0\0\0\u0001', 'isom'))).toBe('a camera’s raw file');
  expect(words(boxes('isom', '\0\0\0\0', 'avc1'))).toBe('a video');
});

test('whatever the bytes, there is an answer', () => {
  assert(property(uint8Array({ maxLength: 600 }), (bytes) => void kindOf(bytes, 'x.svg')));
  for (const text of ['<!--', '<?', '<!doctype', ' ', '<'])
    expect(words(text.repeat(HEAD).slice(0, HEAD))).toBeUndefined();
});
