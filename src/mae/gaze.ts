/** Where a token looks: one row of a block's attention, over the patches, and how local it is. */
import { type Grid, placeIn } from './geometry';

/** One head, from 0, or the mean of all. */
export type Head = number | 'mean';

/** Row `query` of `attention` [H · T · T] of one head: [T], not negative, of sum 1. */
export function attentionRow(
  attention: Float32Array,
  heads: number,
  head: Head,
  query: number,
): Float32Array {
  const tokens = Math.round(Math.sqrt(attention.length / heads));
  const rowOf = (one: number): Float32Array =>
    attention.subarray((one * tokens + query) * tokens, (one * tokens + query + 1) * tokens);
  if (head !== 'mean') return rowOf(head).slice();
  const mean = new Float32Array(tokens);
  for (let one = 0; one < heads; one++) {
    const row = rowOf(one);
    for (let i = 0; i < tokens; i++) mean[i] += row[i] / heads;
  }
  return mean;
}

/**
 * The mean distance between `patch` and where it looks, in patches: of `weights` [L], NaN where there is no token, made to sum to 1.
 * As the mean attention distance of Dosovitskiy et al., arXiv 2010.11929, appendix D.7, of one patch.
 */
export function meanDistance(weights: Float32Array, patch: number, grid: Grid): number {
  const [row, column] = placeIn(grid, patch);
  let sum = 0;
  let all = 0;
  weights.forEach((weight, other) => {
    if (Number.isNaN(weight)) return;
    const [otherRow, otherColumn] = placeIn(grid, other);
    sum += weight * Math.hypot(otherRow - row, otherColumn - column);
    all += weight;
  });
  return sum / all;
}

/** Over how many patches a look is spread: 2 to the power of the entropy of `weights` [L] in bits, 1 … L; NaN as above. */
export function effectiveCount(weights: Float32Array): number {
  const known = weights.filter((weight) => weight > 0);
  const all = known.reduce((sum, weight) => sum + weight, 0);
  let bits = 0;
  for (const weight of known) bits -= (weight / all) * Math.log2(weight / all);
  return 2 ** bits;
}

/**
 * Values of tokens [T] at the places of their patches: [L], NaN for a patch without a token. `before` tokens come first that are of no
 * patch; the others are of the patches `ids`, in their order.
 */
export function atPatches(
  values: Float32Array,
  ids: Int32Array,
  before: number,
  patches: number,
): Float32Array {
  const placed = new Float32Array(patches).fill(Number.NaN);
  ids.forEach((patch, i) => {
    placed[patch] = values[before + i];
  });
  return placed;
}
