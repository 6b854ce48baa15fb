import { assert, double, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { CENTRE_CROP, cropBox, settleCrop } from './crop';

const anySide = integer({ min: 1, max: 5000 });
const anyCrop = record({
  x: double({ min: -1, max: 2, noNaN: true }),
  y: double({ min: -1, max: 2, noNaN: true }),
  zoom: double({ min: 0.1, max: 20, noNaN: true }),
});

test('the centre crop is the largest square in the middle', () => {
  expect(cropBox(400, 300, CENTRE_CROP)).toEqual({ left: 50, top: 0, size: 300 });
  expect(cropBox(301, 400, CENTRE_CROP)).toEqual({ left: 0, top: 49, size: 301 });
  expect(cropBox(224, 224, CENTRE_CROP)).toEqual({ left: 0, top: 0, size: 224 });
});

test('whatever is asked for, the square lies inside the picture', () => {
  assert(
    property(anySide, anySide, anyCrop, (width, height, crop) => {
      const { left, top, size } = cropBox(width, height, crop);
      expect(size).toBeGreaterThanOrEqual(1);
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
      expect(left + size).toBeLessThanOrEqual(width);
      expect(top + size).toBeLessThanOrEqual(height);
    }),
  );
});

test('settling a crop twice changes nothing more', () => {
  assert(
    property(anySide, anySide, anyCrop, (width, height, crop) => {
      const settled = settleCrop(width, height, crop);
      expect(settleCrop(width, height, settled)).toEqual(settled);
    }),
  );
});

test('a zoom of two halves the side', () => {
  expect(cropBox(300, 300, { x: 0.5, y: 0.5, zoom: 2 })).toEqual({ left: 75, top: 75, size: 150 });
});
