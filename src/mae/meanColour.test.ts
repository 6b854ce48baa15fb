import { expect, test } from 'vitest';
import { squareGeometry } from '../test/square';
import { patchErrors, psnrOf } from './errors';
import { meanColourPsnr } from './meanColour';
import { torchRand } from './random';
import { blankRaster } from './raster';

const geometry = squareGeometry(8, 4);
const mask = Uint8Array.of(0, 1, 1, 0);

/** A picture of these numbers in 0 … 1. */
function pictureOf(values: ArrayLike<number>) {
  const picture = blankRaster(8, 8);
  for (let pixel = 0; pixel < 64; pixel++) {
    for (let c = 0; c < 3; c++) picture.data[pixel * 4 + c] = values[pixel * 3 + c] * 255;
  }
  return picture;
}

test('it is as wrong as a picture of the visible pixels’ mean', () => {
  const square = pictureOf(torchRand(0, 192)[0]);
  const isVisible = (pixel: number) =>
    Math.floor(pixel / 32) * 2 + Math.floor((pixel % 8) / 4) in { 0: 0, 3: 0 };
  const visible = Array.from({ length: 64 }, (_, pixel) => pixel).filter(isVisible);
  const mean = [0, 1, 2].map(
    (c) => visible.reduce((sum, pixel) => sum + square.data[pixel * 4 + c], 0) / visible.length / 255,
  );
  const errors = patchErrors(pictureOf(Array.from({ length: 192 }, (_, i) => mean[i % 3])), square, geometry);
  // The picture's bytes are rounded.
  expect(meanColourPsnr(square, mask, geometry)).toBeCloseTo(psnrOf((errors[1] + errors[2]) / 2), 2);
});

test('of one colour it is right, and of nothing it is nothing', () => {
  expect(meanColourPsnr(blankRaster(8, 8), mask, geometry)).toBe(Number.POSITIVE_INFINITY);
  expect(meanColourPsnr(blankRaster(8, 8), new Uint8Array(4), geometry)).toBeNaN();
  expect(meanColourPsnr(blankRaster(8, 8), new Uint8Array(4).fill(1), geometry)).toBeNaN();
});
