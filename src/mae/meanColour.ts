/** The simplest of all predictions: every hidden pixel has the mean colour of the visible ones. Who draws worse has learned nothing of pictures. */
import { psnrOf } from './errors';
import { type Geometry, patchAt } from './geometry';
import type { Raster } from './raster';

/**
 * Peak signal-to-noise ratio in dB of that prediction for a W × H picture behind a mask [L], over hidden pixels of 0 … 1, peak 1.
 * NaN when nothing is hidden, or nothing visible.
 */
export function meanColourPsnr({ data }: Raster, mask: Uint8Array, geometry: Geometry): number {
  const { width, height } = geometry;
  // Of visible and of hidden pixels: how many, and of each channel the sum and the sum of squares.
  const count = [0, 0];
  const sums = [new Float64Array(3), new Float64Array(3)];
  const squares = [new Float64Array(3), new Float64Array(3)];
  for (let pixel = 0; pixel < width * height; pixel++) {
    const hidden = mask[patchAt(pixel % width, Math.floor(pixel / width), geometry)] ? 1 : 0;
    count[hidden]++;
    for (let c = 0; c < 3; c++) {
      const value = data[pixel * 4 + c] / 255;
      sums[hidden][c] += value;
      squares[hidden][c] += value ** 2;
    }
  }
  const [visible, hidden] = count;
  let error = 0;
  for (let c = 0; c < 3; c++) {
    const mean = sums[0][c] / visible;
    error += squares[1][c] / hidden - 2 * mean * (sums[1][c] / hidden) + mean ** 2;
  }
  return psnrOf(error / 3);
}
