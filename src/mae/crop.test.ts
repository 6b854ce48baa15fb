import { assert, double, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { CENTRE_CROP, cropBox, cropSides, settleCrop } from './crop';

const anySide = integer({ min: 1, max: 5000 });
const anyCrop = record({
  x: double({ min: -1, max: 2, noNaN: true }),
  y: double({ min: -1, max: 2, noNaN: true }),
  zoom: double({ min: 0.1, max: 20, noNaN: true }),
});

const anySize = record({ width: anySide, height: anySide });
const SQUARE = { width: 224, height: 224 };

test.each([
  [400, 300, SQUARE, { left: 50, top: 0, width: 300, height: 300 }],
  [301, 400, SQUARE, { left: 0, top: 49, width: 301, height: 301 }],
  [224, 224, SQUARE, { left: 0, top: 0, width: 224, height: 224 }],
  [400, 300, { width: 128, height: 32 }, { left: 0, top: 100, width: 400, height: 100 }],
  [400, 300, { width: 32, height: 64 }, { left: 125, top: 0, width: 150, height: 300 }],
])('the centre crop of %i × %i is the largest in the middle', (width, height, like, box) => {
  expect(cropBox({ width, height }, CENTRE_CROP, like)).toEqual(box);
});

test('whatever is asked for, of whatever proportions, it lies inside the picture', () => {
  assert(
    property(anySize, anyCrop, anySize, (picture, crop, like) => {
      const { left, top, width, height } = cropBox(picture, crop, like);
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(1);
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
      expect(left + width).toBeLessThanOrEqual(picture.width);
      expect(top + height).toBeLessThanOrEqual(picture.height);
    }),
  );
});

test('it has the proportions that it should have, to half a pixel', () => {
  assert(
    property(anySize, anyCrop, anySize, (picture, crop, like) => {
      const box = cropBox(picture, crop, like);
      const { width, height } = cropSides(picture, crop.zoom, like);
      expect(width / height).toBeCloseTo(like.width / like.height, 6);
      expect(Math.abs(box.width - Math.max(1, width))).toBeLessThanOrEqual(0.5);
      expect(Math.abs(box.height - Math.max(1, height))).toBeLessThanOrEqual(0.5);
    }),
  );
});

test('settling a crop twice changes nothing more', () => {
  assert(
    property(anySize, anyCrop, anySize, (picture, crop, like) => {
      const settled = settleCrop(picture, crop, like);
      expect(settleCrop(picture, settled, like)).toEqual(settled);
    }),
  );
});

test('a zoom of two halves the side', () => {
  const box = cropBox({ width: 300, height: 300 }, { x: 0.5, y: 0.5, zoom: 2 }, SQUARE);
  expect(box).toEqual({ left: 75, top: 75, width: 150, height: 150 });
});
