/**
 * Cubic resampling with antialiasing, the same arithmetic as Pillow's `Image.crop(…).resize(…, BICUBIC)`,
 * so that the page and the Python recipe make the same pixels of the same picture.
 */
import type { Box } from './crop';
import { blankRaster, type Raster } from './raster';

/** Pillow works in integers with this many bits behind the point and rounds to bytes after each direction. */
const ONE = 2 ** 22;
const CUBIC_SUPPORT = 2;

/** Keys' cubic with a = −1/2. */
function cubic(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  if (x < 2) return ((-0.5 * x + 2.5) * x - 4) * x + 2;
  return 0;
}

interface Taps {
  readonly first: number;
  readonly weights: Float64Array;
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
    const raw = Float64Array.from({ length: last - first }, (_, i) =>
      cubic((first + i - centre + 0.5) / stretch),
    );
    const sum = raw.reduce((total, weight) => total + weight, 0);
    return { first, weights: raw.map((weight) => roundAwayFromZero((weight / sum) * ONE)) };
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
  for (let row = 0; row < rows; row++) {
    const start = ((top + row) * source.width + left) * 4;
    for (const [column, { first, weights }] of taps.entries()) {
      let [red, green, blue] = [ONE / 2, ONE / 2, ONE / 2];
      let from = start + first * 4;
      for (const weight of weights) {
        red += source.data[from] * weight;
        green += source.data[from + 1] * weight;
        blue += source.data[from + 2] * weight;
        from += 4;
      }
      const to = (column * rows + row) * 4;
      turned.data[to] = Math.floor(red / ONE);
      turned.data[to + 1] = Math.floor(green / ONE);
      turned.data[to + 2] = Math.floor(blue / ONE);
    }
  }
  return turned;
}

/**
 * Cuts `box` out of an opaque picture and resamples it to `size` × `size`.
 * A box that already has that size comes back with exactly its own bytes.
 */
export function cropAndResize(source: Raster, box: Box, size: number): Raster {
  const taps = tapsFor(box.size, size);
  const turned = resampleTurned(source, box.left, box.top, box.size, taps);
  return resampleTurned(turned, 0, 0, size, taps);
}
