/** The grid of patches that position embeddings tell: by what they were computed from, or by which of them are alike. */

import type { Grid } from '../../mae/geometry';

/** What numbers of −1 … 1 move by less when they are stored as BF16. */
const ROUNDING = 5e-3;

/** So many positions, and numbers of each, are looked at for likeness. */
const LOOKED_AT = 256;
/** A peak that is lower says nothing; nor does one that so many deviations of noise would reach. */
const LOWEST = 0.1;
const DEVIATIONS = 6;

/**
 * Positions [L, D] of code that computes them and does not store them: sines and cosines of the number of a patch, in turn (Vaswani et
 * al., arXiv 1706.03762, 3.5).
 */
export function computedPositions(count: number, width: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: count * width }, (_, i) => {
    const [patch, k] = [Math.floor(i / width), i % width];
    const angle = patch / 10000 ** ((2 * Math.floor(k / 2)) / width);
    return k % 2 ? Math.cos(angle) : Math.sin(angle);
  });
}

/** Whether [L, D] numbers encode a line's place in one half of the width, sines then cosines. */
function encodes(
  positions: Float32Array,
  width: number,
  half: 0 | 1,
  count: number,
  lineOf: (patch: number) => number,
): boolean {
  const quarter = width / 4;
  for (let patch = 0; patch < count; patch++) {
    const start = patch * width + half * 2 * quarter;
    for (let i = 0; i < quarter; i++) {
      const angle = lineOf(patch) * 10000 ** (-i / quarter);
      if (!(Math.abs(positions[start + i] - Math.sin(angle)) < ROUNDING)) return false;
      if (!(Math.abs(positions[start + quarter + i] - Math.cos(angle)) < ROUNDING)) return false;
    }
  }
  return true;
}

/**
 * The grid that the position embeddings of patches [L, D] were computed for as sines and cosines of row and column (He et al., arXiv 2111.06377,
 * A.1), columns in the first half of the width as the authors have it or rows; undefined if they were learned.
 */
export function gridIn(positions: Float32Array, width: number): Grid | undefined {
  const count = positions.length / width;
  if (width % 4 || count < 1) return undefined;
  const widths = Array.from({ length: count }, (_, i) => i + 1).filter((columns) => count % columns === 0);
  for (const isColumnFirst of [true, false]) {
    for (const columns of widths) {
      const lines = [(patch: number) => patch % columns, (patch: number) => Math.floor(patch / columns)];
      const [first, second] = isColumnFirst ? lines : lines.reverse();
      if (encodes(positions, width, 0, count, first) && encodes(positions, width, 1, count, second))
        return { rows: count / columns, columns };
    }
  }
  return undefined;
}

/** Cosines of vectors that were made of length 1, on average over pairs so far apart. */
function likenessAt(distance: number, vectors: readonly Float64Array[]): number {
  let sum = 0;
  const pairs = vectors.length - distance;
  for (let i = 0; i < pairs; i++) {
    const [a, b] = [vectors[i], vectors[i + distance]];
    for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  }
  return sum / pairs;
}

/**
 * The grid that the learned position embeddings of patches [L, D] speak of: patches next to each other have positions that are alike
 * (Dosovitskiy et al., arXiv 2010.11929, figure 7). One below the other they are a row apart, so that likeness has a peak there.
 * Undefined where it has none.
 */
export function gridByLikeness(positions: Float32Array, width: number): Grid | undefined {
  const count = positions.length / width;
  const numbers = Math.min(width, LOOKED_AT);
  const centre = new Float64Array(numbers);
  const numberOf = (patch: number, k: number): number => positions[patch * width + k];
  for (let patch = 0; patch < count; patch++)
    for (let k = 0; k < numbers; k++) centre[k] += numberOf(patch, k) / count;
  const vectors = Array.from({ length: count }, (_, patch) => {
    const vector = centre.map((mean, k) => numberOf(patch, k) - mean);
    const length = Math.hypot(...vector);
    return length > 0 ? vector.map((value) => value / length) : vector;
  });
  const peakAt = (columns: number) => {
    // Some will do, and many would take long.
    const some = vectors.slice(0, columns + 1 + LOOKED_AT);
    const [before, at, after] = [-1, 0, 1].map((step) => likenessAt(columns + step, some));
    // The mean of n cosines of noise in d dimensions has the deviation 1 / √(n · d).
    const least = Math.max(LOWEST, DEVIATIONS / Math.sqrt((some.length - columns) * numbers));
    return { columns, height: at - (before + after) / 2, least };
  };
  const candidates = Array.from({ length: Math.floor(count / 2) }, (_, i) => i + 1).filter(
    (columns) => columns > 1 && count % columns === 0,
  );
  const [best] = candidates.map(peakAt).sort((a, b) => b.height - a.height);
  return best && best.height > best.least ? { rows: count / best.columns, columns: best.columns } : undefined;
}
