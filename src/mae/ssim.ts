/** How alike two pictures look: structural similarity (Wang, Bovik, Sheikh & Simoncelli 2004), of luma, over hidden pixels. */
import { type Geometry, patchAt } from './geometry';
import type { Raster } from './raster';

/** The window of the paper: 11 × 11, Gaussian, standard deviation 1.5. */
const RADIUS = 5;
const WINDOW = gaussian(1.5);
/** The paper's constants for pixels in 0 … 1. */
const C1 = 0.01 ** 2;
const C2 = 0.03 ** 2;

function gaussian(deviation: number): number[] {
  const bell = Array.from({ length: 2 * RADIUS + 1 }, (_, i) =>
    Math.exp(-((i - RADIUS) ** 2) / (2 * deviation ** 2)),
  );
  const sum = bell.reduce((a, b) => a + b);
  return bell.map((value) => value / sum);
}

/** Luma of ITU-R BT.601 in 0 … 1: [S · S]. */
function luma({ data, width, height }: Raster): Float32Array {
  return Float32Array.from(
    { length: width * height },
    (_, i) => (0.299 * data[i * 4] + 0.587 * data[i * 4 + 1] + 0.114 * data[i * 4 + 2]) / 255,
  );
}

/** Weighted means under the window; beyond an edge the picture is mirrored, the edge itself twice. */
function blur(values: Float32Array, size: number): Float32Array {
  const mirror = (i: number): number => (i < 0 ? -i - 1 : i >= size ? 2 * size - i - 1 : i);
  const sources = Array.from({ length: size }, (_, i) => WINDOW.map((_, tap) => mirror(i + tap - RADIUS)));
  const along = (from: Float32Array, stride: number, across: number): Float32Array => {
    const to = new Float32Array(from.length);
    for (let line = 0; line < size; line++) {
      for (let i = 0; i < size; i++) {
        let sum = 0;
        for (let tap = 0; tap < WINDOW.length; tap++) {
          sum += WINDOW[tap] * from[line * across + sources[i][tap] * stride];
        }
        to[line * across + i * stride] = sum;
      }
    }
    return to;
  };
  return along(along(values, 1, size), size, 1);
}

/**
 * Mean structural similarity of two S × S pictures over the pixels of hidden patches, −1 … 1, 1 for equal ones; S at least 11.
 * NaN when nothing is hidden. The window of a pixel at the rim of a patch reaches into its neighbours.
 */
export function maskedSsim(a: Raster, b: Raster, mask: Uint8Array, geometry: Geometry): number {
  const { imageSize: size } = geometry;
  const [x, y] = [luma(a), luma(b)];
  const product = (p: Float32Array, q: Float32Array) =>
    blur(
      p.map((value, i) => value * q[i]),
      size,
    );
  const [meanX, meanY] = [blur(x, size), blur(y, size)];
  const [squareX, squareY, cross] = [product(x, x), product(y, y), product(x, y)];
  let sum = 0;
  let count = 0;
  for (let i = 0; i < size * size; i++) {
    if (!mask[patchAt(i % size, Math.floor(i / size), geometry)]) continue;
    const [varianceX, varianceY] = [squareX[i] - meanX[i] ** 2, squareY[i] - meanY[i] ** 2];
    const covariance = cross[i] - meanX[i] * meanY[i];
    sum +=
      ((2 * meanX[i] * meanY[i] + C1) * (2 * covariance + C2)) /
      ((meanX[i] ** 2 + meanY[i] ** 2 + C1) * (varianceX + varianceY + C2));
    count++;
  }
  return sum / count;
}
