import { expect, test } from 'vitest';
import { squareGeometry, squareGrid } from '../test/square';
import { keepLeast } from './mask';
import { torchRand } from './random';
import type { Raster } from './raster';
import { packedPatches, TOKEN, tokenPicture } from './steps';

const geometry = squareGeometry(12, 3);
/** Every pixel has a red of its own. */
const square: Raster = {
  width: 12,
  height: 12,
  data: Uint8ClampedArray.from({ length: 12 * 12 * 4 }, (_, i) => (i % 4 === 3 ? 255 : i / 4)),
};

const pixel = ({ data, width }: Raster, x: number, y: number): number[] => [
  ...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
];

test.each([1, 2, 5, 16])(
  'all of %i visible patches are packed, pixel for pixel, in the encoder’s order',
  (keep) => {
    const { idsKeep } = keepLeast(torchRand(3, 16)[0], keep);
    const packed = packedPatches(square, idsKeep, geometry);
    const columns = packed.width / 3;
    expect(columns).toBe(Math.ceil(Math.sqrt(keep)));
    for (let place = 0; place < columns ** 2; place++) {
      for (let at = 0; at < 9; at++) {
        const [x, y] = [at % 3, Math.floor(at / 3)];
        const found = pixel(packed, (place % columns) * 3 + x, Math.floor(place / columns) * 3 + y);
        const patch = idsKeep[place];
        const expected =
          place < keep ? pixel(square, (patch % 4) * 3 + x, Math.floor(patch / 4) * 3 + y) : [0, 0, 0, 0];
        expect(found).toEqual(expected);
      }
    }
  },
);

test('each token stands where its patch does, in the colour of what it is', () => {
  const mask = Uint8Array.of(0, 1, 1, 0);
  const picture = tokenPicture(mask, squareGrid(2), [1, 2, 3], [7, 8, 9]);
  const middle = (place: number): number => place * TOKEN + TOKEN / 2;
  const colours = [...mask.keys()].map((patch) =>
    pixel(picture, middle(patch % 2), middle(Math.floor(patch / 2))).slice(0, 3),
  );
  expect(colours).toEqual([
    [1, 2, 3],
    [7, 8, 9],
    [7, 8, 9],
    [1, 2, 3],
  ]);
  expect(pixel(picture, TOKEN, TOKEN)[3]).toBe(0);
});
