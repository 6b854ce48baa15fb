/**
 * Cubic resampling with antialiasing, the same arithmetic as Pillow's `Image.crop(…).resize(…, BICUBIC)`,
 * so that the page and the Python recipe make the same pixels of the same picture.
 */
import type { Box, Size } from './crop';
import { blankRaster, type Raster } from './raster';

/** Pillow works in integers with this many bits behind the point and rounds to bytes after each direction. */
const BITS = 22;
const ONE = 2 ** BITS;
const CUBIC_SUPPORT = 2;

/** Keys' cubic with a = −1/2. */
function cubic(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  if (x < 2) return ((-0.5 * x + 2.5) * x - 4) * x + 2;
  return 0;
}

/** Bytes times weights stay within 32 bits: the weights' absolute values sum up to no more than 1.3 times `ONE`. */
interface Taps {
  readonly first: number;
  readonly weights: Int32Array;
}

/** For each of `to` places, the run of the `from` places that it is mixed from. */
function tapsFor(from: number, to: number): Taps[] {
  const scale = from / to;
  const stretch = Math.max(scale, 1);
  const support = CUBIC_SUPPORT * stretch;
  return Array.from({ length: to }, (_, place) => {
    const centre = (place + 0.5) * scale;
    const first = Math.max(0, Math.trunc(centre - support + 0.5));
    const last = Math.min(from, Math.trunc(centre + support + 0.5));
    const raw = new Float64Array(last - first);
    let sum = 0;
    for (let i = 0; i < raw.length; i++) sum += raw[i] = cubic((first + i - centre + 0.5) / stretch);
    const weights = new Int32Array(raw.length);
    for (let i = 0; i < raw.length; i++) weights[i] = roundAwayFromZero((raw[i] / sum) * ONE);
    return { first, weights };
  });
}

const roundAwayFromZero = (value: number): number => Math.trunc(value + (value < 0 ? -0.5 : 0.5));

/** Resamples the columns of rows `top` … `top + rows` and writes the result turned by 90°, so that one pass serves both directions. */
function resampleTurned(
  source: Raster,
  left: number,
  top: number,
  rows: number,
  taps: readonly Taps[],
): Raster {
  const turned = blankRaster(rows, taps.length);
  const from = source.data;
  const to = turned.data;
  for (let row = 0; row < rows; row++) {
    const start = ((top + row) * source.width + left) * 4;
    // Counted by hand: the first photograph of a visit runs this before any of it is compiled, and iterators would take ten times as long.
    for (let column = 0; column < taps.length; column++) {
      const { first, weights } = taps[column];
      let red = ONE / 2;
      let green = ONE / 2;
      let blue = ONE / 2;
      for (let i = 0, at = start + first * 4; i < weights.length; i++, at += 4) {
        const weight = weights[i];
        red = (red + Math.imul(from[at], weight)) | 0;
        green = (green + Math.imul(from[at + 1], weight)) | 0;
        blue = (blue + Math.imul(from[at + 2], weight)) | 0;
      }
      const at = (column * rows + row) * 4;
      to[at] = red >> BITS;
      to[at + 1] = green >> BITS;
      to[at + 2] = blue >> BITS;
    }
  }
  return turned;
}

/**
 * Cuts `box` out of an opaque picture and resamples it to a size. A box that already has that size comes back with exactly its own bytes.
 */
export function cropAndResize(source: Raster, box: Box, { width, height }: Size): Raster {
  const turned = resampleTurned(source, box.left, box.top, box.height, tapsFor(box.width, width));
  return resampleTurned(turned, 0, 0, width, tapsFor(box.height, height));
}
