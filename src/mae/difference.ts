/** Where one reconstruction is better than another: patch by patch, over what neither network was shown. */
import { patchErrors, psnrOf } from './errors';
import { type Geometry, gridOf, patchAt, patchCount, placeIn } from './geometry';
import type { Raster } from './raster';

/** A reconstruction beside what it should have been. */
export interface Judged {
  /** W × H */
  readonly drawn: Raster;
  /** W × H */
  readonly truth: Raster;
  /** [L] 0 visible, 1 hidden. */
  readonly mask: Uint8Array;
  readonly geometry: Geometry;
}

export interface Difference {
  /** For each patch [L] of A the PSNR of B minus that of A, in dB, over its pixels hidden in both; NaN where there are none. */
  readonly patches: Float32Array;
  /** [L] mean squared errors over the same pixels, of pixels in 0 … 1. */
  readonly errorsA: Float32Array;
  readonly errorsB: Float32Array;
  /** In dB, over all pixels hidden in both; NaN if there are none. */
  readonly psnrA: number;
  readonly psnrB: number;
}

/**
 * The mean squared error of rounding to bytes, 1/12 of a squared level. Less cannot be told from none, and with it no difference is
 * infinite.
 */
const ROUNDING = 1 / (12 * 255 ** 2);

const psnrOfMean = (sum: number, count: number): number => psnrOf(Math.max(sum / count, ROUNDING));

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));

/**
 * Compares two reconstructions of the same part of a photograph. Patches may differ in size: what is hidden in both is then found on cells that lie
 * within one patch of each. Undefined when the pictures differ in size, since the smaller one leaves out detail and looks better.
 */
export function difference(a: Judged, b: Judged): Difference | undefined {
  const { width, height } = a.geometry;
  if (b.geometry.width !== width || b.geometry.height !== height) return undefined;
  const cells = { width, height, patchSize: greatestDivisor(a.geometry.patchSize, b.geometry.patchSize) };
  const errorsA = patchErrors(a.drawn, a.truth, cells);
  const errorsB = patchErrors(b.drawn, b.truth, cells);
  const grid = gridOf(cells);
  const patchOf = (cell: number, geometry: Geometry): number => {
    const [y, x] = placeIn(grid, cell).map((place) => place * cells.patchSize);
    return patchAt(x, y, geometry);
  };

  const patches = patchCount(a.geometry);
  const sumsA = new Float64Array(patches);
  const sumsB = new Float64Array(patches);
  const counts = new Uint32Array(patches);
  for (let cell = 0; cell < errorsA.length; cell++) {
    const patch = patchOf(cell, a.geometry);
    if (!a.mask[patch] || !b.mask[patchOf(cell, b.geometry)]) continue;
    sumsA[patch] += errorsA[cell];
    sumsB[patch] += errorsB[cell];
    counts[patch]++;
  }
  const total = (numbers: Float64Array | Uint32Array): number => {
    let sum = 0;
    for (const number of numbers) sum += number;
    return sum;
  };
  return {
    patches: Float32Array.from(
      counts,
      (count, patch) => psnrOfMean(sumsB[patch], count) - psnrOfMean(sumsA[patch], count),
    ),
    errorsA: Float32Array.from(counts, (count, patch) => sumsA[patch] / count),
    errorsB: Float32Array.from(counts, (count, patch) => sumsB[patch] / count),
    psnrA: psnrOfMean(total(sumsA), total(counts)),
    psnrB: psnrOfMean(total(sumsB), total(counts)),
  };
}
