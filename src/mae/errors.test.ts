import { expect, test } from 'vitest';
import { squareGeometry } from '../test/square';
import { hiddenPsnr, patchErrors, psnrOf } from './errors';
import { blankRaster } from './raster';

const geometry = squareGeometry(4, 2);

test('a patch answers for its own pixels only', () => {
  const [truth, drawn] = [blankRaster(4, 4), blankRaster(4, 4)];
  drawn.data.set([255, 255, 255, 255], (3 * 4 + 2) * 4);
  drawn.data.set([51, 0, 0, 255], 0);
  const errors = patchErrors(drawn, truth, geometry);
  expect(errors[3]).toBeCloseTo(1 / 4, 6);
  expect(errors[0]).toBeCloseTo(0.2 ** 2 / 12, 6);
  expect([errors[1], errors[2]]).toEqual([0, 0]);
});

test('a tenth of the error is ten decibels more', () => {
  expect(psnrOf(0.01)).toBeCloseTo(20, 9);
  expect(psnrOf(0.001)).toBeCloseTo(30, 9);
  expect(psnrOf(0)).toBe(Number.POSITIVE_INFINITY);
});

test('of a drawn picture only what is hidden counts', () => {
  const [truth, drawn] = [blankRaster(4, 4), blankRaster(4, 4)];
  drawn.data.set([255, 255, 255, 255], (3 * 4 + 2) * 4);
  expect(hiddenPsnr(drawn, truth, Uint8Array.of(0, 0, 1, 1), geometry)).toBeCloseTo(psnrOf(1 / 8), 6);
  expect(hiddenPsnr(drawn, truth, Uint8Array.of(1, 1, 1, 0), geometry)).toBe(Number.POSITIVE_INFINITY);
  expect(hiddenPsnr(drawn, truth, new Uint8Array(4), geometry)).toBeNaN();
});
