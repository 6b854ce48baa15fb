import { assert, asyncProperty, constantFrom, uint8Array } from 'fast-check';
import { expect, test } from 'vitest';
import { AVIF, BMP, GIF, HEIC, ICO, JPEG, PNG, WEBP } from './kind';
import { sizeOf } from './size';

/** Bytes written as Latin text. */
const bytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));
const file = (...parts: string[]): Blob => new Blob(parts.map(bytes));

const big = (value: number): string =>
  String.fromCharCode(...[24, 16, 8, 0].map((bits) => (value >>> bits) & 255));
const box = (name: string, body: string): string => `${big(body.length + 8)}${name}${body}`;

const IHDR = `\x89PNG\r\n\x1a\n\0\0\0\rIHDR${big(60_000)}${big(7)}\b\x06\0\0\0`;

test('a PNG, a GIF and a bitmap say it in their first bytes', async () => {
  expect(await sizeOf(file(IHDR), PNG)).toEqual({ width: 60_000, height: 7 });
  expect(await sizeOf(file('GIF89a\x40\x01\xff\xff'), GIF)).toEqual({ width: 320, height: 65_535 });
  const header = `BM${'\0'.repeat(12)}\x28\0\0\0\x10\x27\0\0\xf0\xd8\xff\xff`;
  expect(await sizeOf(file(header), BMP)).toEqual({ width: 10_000, height: 10_000 });
  expect(await sizeOf(file(`BM${'\0'.repeat(12)}\x0c\0\0\0\x05\0\x06\0\0\0\0\0`), BMP)).toEqual({
    width: 5,
    height: 6,
  });
});

test('a JPEG says it behind whatever its writers put first', async () => {
  const notes = `\xff\xe1\xff\xff${'n'.repeat(65_533)}`.repeat(30);
  const frame = '\xff\xff\xff\xc2\0\x11\b\x01\0\x02\0\x03';
  expect(await sizeOf(file('\xff\xd8', notes, frame), JPEG)).toEqual({ width: 512, height: 256 });
});

test('a WebP says it in each of its three kinds', async () => {
  const webp = (chunk: string): Blob => file(`RIFF\0\0\0\0WEBP${chunk}`);
  expect(await sizeOf(webp('VP8X\x0a\0\0\0\0\0\0\0\xff\0\0\x0f\0\0'), WEBP)).toEqual({
    width: 256,
    height: 16,
  });
  expect(await sizeOf(webp('VP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a\x40\x01\xf0\0'), WEBP)).toEqual({
    width: 320,
    height: 240,
  });
  expect(await sizeOf(webp('VP8L\x0a\0\0\0\x2f\xff\xff\xff\x0f\0\0\0\0\0'), WEBP)).toEqual({
    width: 16_384,
    height: 16_384,
  });
});

test('of the pictures in a file of boxes the largest counts, and of those in an icon', async () => {
  const size = (side: number): string => box('ispe', `\0\0\0\0${big(side)}${big(side)}`);
  const boxes =
    box('ftyp', 'avif') + box('free', '') + box('meta', `\0\0\0\0${size(160)}${size(50_000)}${size(512)}`);
  for (const kind of [AVIF, HEIC])
    expect(await sizeOf(file(boxes), kind)).toEqual({ width: 50_000, height: 50_000 });
  const entry = `${'\0'.repeat(12)}\x16\0\0\0`;
  expect(await sizeOf(file(`\0\0\x01\0\x01\0${entry}${IHDR}`), ICO)).toEqual({ width: 60_000, height: 7 });
});

test('of any other bytes nothing is said, and a file without end is not read to its end', async () => {
  const kinds = constantFrom(AVIF, BMP, GIF, HEIC, JPEG, PNG, WEBP);
  await assert(
    asyncProperty(kinds, uint8Array({ maxLength: 200 }), async (kind, data) => {
      await sizeOf(new Blob([data as Uint8Array<ArrayBuffer>]), kind);
    }),
  );
  expect(await sizeOf(file('\xff\xd8', '\xff'.repeat(100_000)), JPEG)).toBeUndefined();
  expect(await sizeOf(file('RIFF\0\0\0\0WEBP', 'EXIF\0\0\0\0'.repeat(100_000)), WEBP)).toBeUndefined();
});
