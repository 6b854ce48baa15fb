import { expect, test } from 'vitest';
import { squareGeometry } from '../test/square';
import { compose, HIDDEN_GREY, hiddenPicture, maskedPicture } from './compose';
import type { Raster } from './raster';

const geometry = squareGeometry(4, 2);
const filled = (value: number): Raster => ({
  width: 4,
  height: 4,
  data: new Uint8ClampedArray(64).map((_, i) => (i % 4 === 3 ? 255 : value)),
});
const redAt = ({ data }: Raster, row: number, column: number): number => data[(row * 4 + column) * 4];
const mask = Uint8Array.of(0, 1, 1, 0);

test('hidden patches come from the one picture and visible ones from the other', () => {
  const composed = compose(filled(10), filled(200), mask, geometry);
  expect(redAt(composed, 1, 1)).toBe(10);
  expect(redAt(composed, 1, 2)).toBe(200);
  expect(redAt(composed, 2, 1)).toBe(200);
  expect(redAt(composed, 3, 3)).toBe(10);
});

test('a masked picture is grey exactly where it is hidden', () => {
  const masked = maskedPicture(filled(10), mask, geometry);
  expect(redAt(masked, 0, 0)).toBe(10);
  expect(redAt(masked, 0, 3)).toBe(HIDDEN_GREY);
  expect(masked.data[3]).toBe(255);
});

test('what is hidden and what is visible make up the picture, and share nothing', () => {
  const masked = maskedPicture(filled(10), mask, geometry);
  const hidden = hiddenPicture(filled(10), mask, geometry);
  masked.data.forEach((value, i) => {
    if (i % 4 < 3) expect([value, hidden.data[i]].sort()).toEqual([10, HIDDEN_GREY]);
  });
});
