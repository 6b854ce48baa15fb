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

/** Of one picture, at every pixel [H · W]: its luma, and under the window the means of luma and of its square. */
interface Local {
  readonly luma: Float32Array;
  readonly mean: Float32Array;
  readonly square: Float32Array;
}

/** Luma of ITU-R BT.601 in 0 … 1: [H · W]. */
function lumaOf({ data, width, height }: Raster): Float32Array {
  const luma = new Float32Array(width * height);
  for (let i = 0, at = 0; i < luma.length; i++, at += 4) {
    luma[i] = (0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2]) / 255;
  }
  return luma;
}

/**
 * Weighted means under the window along a line of `count` + 10 numbers, to every `step`-th place: of a row, or of a column. Eleven
 * numbers are held at a time and one is read: this is most of what a tick costs beside the network.
 */
function blurLine(
  from: Float32Array,
  start: number,
  to: Float32Array,
  first: number,
  step: number,
  count: number,
): void {
  let a = from[start];
  let b = from[start + step];
  let c = from[start + 2 * step];
  let d = from[start + 3 * step];
  let e = from[start + 4 * step];
  let f = from[start + 5 * step];
  let g = from[start + 6 * step];
  let h = from[start + 7 * step];
  let i = from[start + 8 * step];
  let j = from[start + 9 * step];
  let next = start + 10 * step;
  const end = first + count * step;
  for (let place = first; place < end; place += step) {
    const k = from[next];
    next += step;
    to[place] = W0 * f + W1 * (e + g) + W2 * (d + h) + W3 * (c + i) + W4 * (b + j) + W5 * (a + k);
    a = b;
    b = c;
    c = d;
    d = e;
    e = f;
    f = g;
    g = h;
    h = i;
    i = j;
    j = k;
  }
}

/** Weighted means of x · y under the window [H · W]; beyond an edge the picture is mirrored, the edge itself twice. */
function blurProduct(x: Float32Array, y: Float32Array | undefined, width: number): Float32Array {
  const height = x.length / width;
  const line = new Float32Array(width + 2 * RADIUS);
  // Rows beyond the upper and the lower edge too.
  const wide = new Float32Array((height + 2 * RADIUS) * width);
  for (let start = 0; start < x.length; start += width) {
    for (let i = 0; i < width; i++) line[RADIUS + i] = y ? x[start + i] * y[start + i] : x[start + i];
    for (let i = 0; i < RADIUS; i++) {
      line[RADIUS - 1 - i] = line[RADIUS + i];
      line[RADIUS + width + i] = line[RADIUS + width - 1 - i];
    }
    blurLine(line, 0, wide, RADIUS * width + start, 1, width);
  }
  const copyRow = (from: number, to: number): void => {
    wide.copyWithin(to * width, from * width, (from + 1) * width);
  };
  for (let i = 0; i < RADIUS; i++) {
    copyRow(RADIUS + i, RADIUS - 1 - i);
    copyRow(RADIUS + height - 1 - i, RADIUS + height + i);
  }
  const blurred = new Float32Array(x.length);
  for (let column = 0; column < width; column++) blurLine(wide, column, blurred, column, width, height);
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
 * Mean structural similarity of two W × H pictures over the pixels of hidden patches, −1 … 1, 1 for equal ones.
 * NaN when nothing is hidden, or a side is shorter than half a window. The window of a pixel at the rim of a patch reaches into its neighbours. What it needs of `truth` is kept
 * for as long as that is: its pixels must not change.
 */
export function maskedSsim(drawn: Raster, truth: Raster, mask: Uint8Array, geometry: Geometry): number {
  const { width, height } = geometry;
  if (Math.min(width, height) < RADIUS) return Number.NaN;
  const [x, y] = [localOf(drawn), knownOf(truth)];
  const cross = blurProduct(x.luma, y.luma, width);
  let sum = 0;
  let count = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const i = row * width + column;
      if (!mask[patchAt(column, row, geometry)]) continue;
      const [meanX, meanY] = [x.mean[i], y.mean[i]];
      const product = meanX * meanY;
      const squares = meanX * meanX + meanY * meanY;
      sum +=
        ((2 * product + C1) * (2 * (cross[i] - product) + C2)) /
        ((squares + C1) * (x.square[i] + y.square[i] - squares + C2));
      count++;
    }
  }
  return sum / count;
}
