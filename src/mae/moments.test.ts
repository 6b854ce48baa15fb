import { array, assert, integer, property, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { squareGeometry } from '../test/square';
import { addPicture, deviation, distance, meanPicture, noMoments } from './moments';
import { blankRaster, type Raster } from './raster';

const geometry = squareGeometry(4, 2);
const PIXELS = 16;
const patchOf = (pixel: number): number => Math.floor(pixel / 8) * 2 + Math.floor((pixel % 4) / 2);

function raster(levels: number[]): Raster {
  const made = blankRaster(4, 4);
  levels.forEach((level, i) => {
    made.data[Math.floor(i / 3) * 4 + (i % 3)] = level;
  });
  return made;
}

const level = integer({ min: 0, max: 255 });
const anyPicture = array(level, { minLength: PIXELS * 3, maxLength: PIXELS * 3 });
const anyMask = array(integer({ min: 0, max: 1 }), { minLength: 4, maxLength: 4 });

test('mean and deviation are those of the pictures in which a patch was hidden, computed the plain way', () => {
  assert(
    property(array(tuple(anyPicture, anyMask), { minLength: 1, maxLength: 6 }), (shown) => {
      const moments = shown.reduce(
        (before, [levels, mask]) => addPicture(before, raster(levels), Uint8Array.from(mask)),
        noMoments(geometry),
      );
      const seen = raster(Array.from({ length: PIXELS * 3 }, () => 77));
      const picture = meanPicture(moments, seen);
      const spread = deviation(moments);
      for (let pixel = 0; pixel < PIXELS; pixel++) {
        const counted = shown.filter(([, mask]) => mask[patchOf(pixel)]).map(([levels]) => levels);
        let variance = 0;
        for (let channel = 0; channel < 3; channel++) {
          const values = counted.map((levels) => levels[pixel * 3 + channel]);
          const mean = values.reduce((a, b) => a + b, 0) / values.length;
          variance += values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length / 3;
          const expected = values.length ? mean : 77;
          expect(Math.abs(picture.data[pixel * 4 + channel] - expected)).toBeLessThanOrEqual(0.51);
        }
        if (counted.length < 2) expect(spread[pixel]).toBeNaN();
        else expect(spread[pixel]).toBeCloseTo(Math.sqrt(variance), 2);
      }
    }),
    { numRuns: 60 },
  );
});

test('adding a picture leaves the moments before it as they were', () => {
  const before = addPicture(noMoments(geometry), raster(Array(48).fill(100)), Uint8Array.of(1, 1, 1, 1));
  const copy = structuredClone(before);
  addPicture(before, raster(Array(48).fill(200)), Uint8Array.of(1, 1, 1, 1));
  expect(before).toEqual(copy);
});

test('the deviation is the root mean square of the distances from the mean', () => {
  assert(
    property(array(tuple(anyPicture, anyMask), { minLength: 2, maxLength: 6 }), (shown) => {
      const pictures = shown.map(([levels, mask]) => [raster(levels), Uint8Array.from(mask)] as const);
      const moments = pictures.reduce((before, one) => addPicture(before, ...one), noMoments(geometry));
      const away = pictures.map((one) => distance(moments, ...one));
      deviation(moments).forEach((spread, pixel) => {
        const found = away.map((values) => values[pixel]).filter((value) => !Number.isNaN(value));
        const square = found.reduce((sum, value) => sum + value ** 2, 0) / found.length;
        if (Number.isNaN(spread)) expect(found).toEqual([]);
        else expect(Math.sqrt(square)).toBeCloseTo(spread, 2);
      });
    }),
    { numRuns: 60 },
  );
});
