import { expect, test } from 'vitest';
import { BMP, GIF, HEIC, JPEG, type Kind, PNG, WEBP } from './kind';
import { isWhole } from './whole';

const bytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));

/** A thumbnail with an end of its own, then the pixels. */
const jpeg = `\xff\xd8\xff\xe1\0\x06\xff\xd8\xff\xd9\xff\xda\0\x02pixels\xff\0pixels\xff\xd9`;
const png = `\x89PNG\r\n\x1a\n\0\0\0\x01IDATxCRCC\0\0\0\0IENDCRCC`;
const gif = `GIF89a\x01\0\x01\0\x80\0\0rgbrgb\x21\xf9\x04....\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x03abc\x02de\0\x2c`;
const webp = `RIFF\x0c\0\0\0WEBPVP8 abcd`;
const bmp = `BM....\0\0\0\0\x36\0\0\0\x28\0\0\0\x03\0\0\0\xfe\xff\xff\xff\x01\0\x18\0\0\0\0\0${'.'.repeat(20)}${'b'.repeat(24)}`;

const files: readonly (readonly [string, Kind, string, number])[] = [
  // What stands behind the picture may be missing.
  ['a JPEG', JPEG, jpeg, 0],
  ['a PNG', PNG, png, 4],
  ['the first picture of a GIF', GIF, gif, 1],
  ['a WebP', WEBP, webp, 0],
  ['a bitmap', BMP, bmp, 0],
];

test.each(files)(
  '%s is whole to its end and with more behind it, and no earlier',
  async (_, kind, text, spare) => {
    const whole = bytes(text);
    expect(await isWhole(new Blob([whole]), kind)).toBe(true);
    expect(await isWhole(new Blob([whole, bytes('more '.repeat(500_000))]), kind)).toBe(true);
    for (let end = 8; end < whole.length - spare; end++)
      expect(await isWhole(new Blob([whole.subarray(0, end)]), kind), `${end} bytes`).toBe(false);
  },
);

test('a JPEG is whole wherever its end lies', async () => {
  for (const tail of [0, 1, 2, 1_048_574, 1_048_575, 1_048_576, 1_048_577, 2_097_151])
    expect(await isWhole(new Blob([bytes(jpeg), new Uint8Array(tail)]), JPEG), `${tail} behind it`).toBe(
      true,
    );
});

test('of kinds that are never shown in part nothing is asked', async () => {
  expect(await isWhole(new Blob([]), HEIC)).toBe(true);
});
