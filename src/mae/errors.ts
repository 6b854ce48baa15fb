/** Where in a picture a prediction is wrong, patch by patch. */
import { type Geometry, patchAt, patchCount } from './geometry';
import type { Raster } from './raster';

/** The mean squared error of each patch [L] between two S × S pictures, of pixels in 0 … 1. */
export function patchErrors(drawn: Raster, truth: Raster, geometry: Geometry): Float32Array<ArrayBuffer> {
  const { imageSize, patchSize } = geometry;
  const errors = new Float32Array(patchCount(geometry));
  const scale = 1 / (255 ** 2 * 3 * patchSize ** 2);
  for (let y = 0; y < imageSize; y++) {
    for (let x = 0; x < imageSize; x++) {
      const pixel = (y * imageSize + x) * 4;
      let sum = 0;
      for (let channel = 0; channel < 3; channel++) {
        sum += (drawn.data[pixel + channel] - truth.data[pixel + channel]) ** 2;
      }
      errors[patchAt(x, y, geometry)] += sum * scale;
    }
  }
  return errors;
}

/** Peak signal-to-noise ratio in dB of a mean squared error of pixels in 0 … 1: −10 · log₁₀, peak 1. */
export const psnrOf = (error: number): number => -10 * Math.log10(error);
