/** How alike two pictures look: structural similarity (Wang, Bovik, Sheikh & Simoncelli 2004), of luma, over hidden pixels. */
import { type Geometry, patchAt } from './geometry';
import type { Raster } from './raster';

/** The window of the paper: 11 × 11, Gaussian, standard deviation 1.5. */
const RADIUS = 5;
const [W0, W1, W2, W3, W4, W5] = gaussian(1.5);
/** The paper's constants for pixels in 0 … 1. */
const C1 = 0.01 ** 2;
const C2 = 0.03 ** 2;

/** Weights that sum to 1 over both sides, from the middle outwards. */
function gaussian(deviation: number): number[] {
  const bell = Array.from({ length: RADIUS + 1 }, (_, i) => Math.exp(-(i ** 2) / (2 * deviation ** 2)));
  const sum = 2 * bell.reduce((a, b) => a + b) - bell[0];
  return bell.map((value) => value / sum);
}

/** Of one picture, at every pixel [S · S]: its luma, and under the window the means of luma and of its square. */
interface Local {
  readonly luma: Float32Array;
  readonly mean: Float32Array;
  readonly square: Float32Array;
}

/** Luma of ITU-R BT.601 in 0 … 1: [S · S]. */
function lumaOf({ data, width, height }: Raster): Float32Array {
  const luma = new Float32Array(width * height);
  for (let i = 0, at = 0; i < luma.length; i++, at += 4) {
    luma[i] = (0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2]) / 255;
  }
  return luma;
}

/**
 * Weighted means of x · y under the window [S · S]; beyond an edge the picture is mirrored, the edge itself twice. Written out, because
 * it is most of what a tick costs beside the network.
 */
function blurProduct(x: Float32Array, y: Float32Array | undefined, size: number): Float32Array {
  const line = new Float32Array(size + 2 * RADIUS);
  const wide = new Float32Array(x.length);
  for (let start = 0; start < x.length; start += size) {
    for (let i = 0; i < size; i++) line[RADIUS + i] = y ? x[start + i] * y[start + i] : x[start + i];
    for (let i = 0; i < RADIUS; i++) {
      line[RADIUS - 1 - i] = line[RADIUS + i];
      line[RADIUS + size + i] = line[RADIUS + size - 1 - i];
    }
    for (let i = 0; i < size; i++) {
      wide[start + i] =
        W0 * line[i + 5] +
        W1 * (line[i + 4] + line[i + 6]) +
        W2 * (line[i + 3] + line[i + 7]) +
        W3 * (line[i + 2] + line[i + 8]) +
        W4 * (line[i + 1] + line[i + 9]) +
        W5 * (line[i] + line[i + 10]);
    }
  }
  const blurred = new Float32Array(x.length);
  const row = (at: number): number => (at < 0 ? -at - 1 : at >= size ? 2 * size - at - 1 : at) * size;
  for (let r = 0; r < size; r++) {
    const [u1, u2, u3, u4, u5] = [row(r - 1), row(r - 2), row(r - 3), row(r - 4), row(r - 5)];
    const [d1, d2, d3, d4, d5] = [row(r + 1), row(r + 2), row(r + 3), row(r + 4), row(r + 5)];
    const start = r * size;
    for (let i = 0; i < size; i++) {
      blurred[start + i] =
        W0 * wide[start + i] +
        W1 * (wide[u1 + i] + wide[d1 + i]) +
        W2 * (wide[u2 + i] + wide[d2 + i]) +
        W3 * (wide[u3 + i] + wide[d3 + i]) +
        W4 * (wide[u4 + i] + wide[d4 + i]) +
        W5 * (wide[u5 + i] + wide[d5 + i]);
    }
  }
  return blurred;
}

function localOf(picture: Raster): Local {
  const luma = lumaOf(picture);
  return {
    luma,
    mean: blurProduct(luma, undefined, picture.width),
    square: blurProduct(luma, luma, picture.width),
  };
}

/** Of pictures that stay while masks come and go. */
const known = new WeakMap<Raster, Local>();

function knownOf(truth: Raster): Local {
  const local = known.get(truth) ?? localOf(truth);
  known.set(truth, local);
  return local;
}

/**
 * Mean structural similarity of two S × S pictures over the pixels of hidden patches, −1 … 1, 1 for equal ones; S at least 11.
 * NaN when nothing is hidden. The window of a pixel at the rim of a patch reaches into its neighbours. What it needs of `truth` is kept
 * for as long as that is: its pixels must not change.
 */
export function maskedSsim(drawn: Raster, truth: Raster, mask: Uint8Array, geometry: Geometry): number {
  const { imageSize: size } = geometry;
  const [x, y] = [localOf(drawn), knownOf(truth)];
  const cross = blurProduct(x.luma, y.luma, size);
  let sum = 0;
  let count = 0;
  for (let i = 0; i < cross.length; i++) {
    if (!mask[patchAt(i % size, Math.floor(i / size), geometry)]) continue;
    const [meanX, meanY] = [x.mean[i], y.mean[i]];
    const product = meanX * meanY;
    const squares = meanX * meanX + meanY * meanY;
    sum +=
      ((2 * product + C1) * (2 * (cross[i] - product) + C2)) /
      ((squares + C1) * (x.square[i] + y.square[i] - squares + C2));
    count++;
  }
  return sum / count;
}
