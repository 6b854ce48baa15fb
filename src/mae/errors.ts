/** Where in a picture a prediction is wrong, patch by patch. */
import { type Geometry, patchAt, patchCount } from './geometry';
import type { Raster } from './raster';

/** The mean squared error of each patch [L] between two W × H pictures, of pixels in 0 … 1. */
export function patchErrors(
  drawn: Raster,
  truth: Raster,
  geometry: Omit<Geometry, 'channels'>,
): Float32Array<ArrayBuffer> {
  const { width, height, patchSize } = geometry;
  const errors = new Float32Array(patchCount(geometry));
  const scale = 1 / (255 ** 2 * 3 * patchSize ** 2);
  const { data: a } = drawn;
  const { data: b } = truth;
  for (let y = 0; y < height; y++) {
    for (let left = 0; left < width; left += patchSize) {
      let sum = 0;
      const end = (y * width + left + patchSize) * 4;
      for (let i = end - patchSize * 4; i < end; i += 4) {
        sum += (a[i] - b[i]) ** 2 + (a[i + 1] - b[i + 1]) ** 2 + (a[i + 2] - b[i + 2]) ** 2;
      }
      errors[patchAt(left, y, geometry)] += sum * scale;
    }
  }
  return errors;
}

/** Peak signal-to-noise ratio in dB of a drawn picture over the pixels that are hidden in `mask` [L]. NaN when nothing is hidden. */
export function hiddenPsnr(
  drawn: Raster,
  truth: Raster,
  mask: Uint8Array,
  geometry: Omit<Geometry, 'channels'>,
): number {
  const errors = patchErrors(drawn, truth, geometry).filter((_, patch) => mask[patch]);
  return psnrOf(errors.reduce((sum, error) => sum + error, 0) / errors.length);
}

/** Peak signal-to-noise ratio in dB of a mean squared error of pixels in 0 … 1: −10 · log₁₀, peak 1. */
export const psnrOf = (error: number): number => -10 * Math.log10(error);
