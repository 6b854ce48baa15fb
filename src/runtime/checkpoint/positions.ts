/** The grid of patches that fixed position embeddings tell: sines and cosines of row and column, He et al., arXiv 2111.06377, A.1. */

import type { Grid } from '../../mae/geometry';

/** What numbers of −1 … 1 move by less when they are stored as BF16. */
const ROUNDING = 5e-3;

/** Whether [L, D] numbers behind the class token's encode a line's place in one half of the width, sines then cosines. */
function encodes(
  positions: Float32Array,
  width: number,
  half: 0 | 1,
  count: number,
  lineOf: (patch: number) => number,
): boolean {
  const quarter = width / 4;
  for (let patch = 0; patch < count; patch++) {
    const start = (patch + 1) * width + half * 2 * quarter;
    for (let i = 0; i < quarter; i++) {
      const angle = lineOf(patch) * 10000 ** (-i / quarter);
      if (!(Math.abs(positions[start + i] - Math.sin(angle)) < ROUNDING)) return false;
      if (!(Math.abs(positions[start + quarter + i] - Math.cos(angle)) < ROUNDING)) return false;
    }
  }
  return true;
}

/**
 * The grid that position embeddings [1, L + 1, D] were computed for, columns in the first half of the width as the authors have it or
 * rows; undefined if they were learned.
 */
export function gridIn(positions: Float32Array, width: number): Grid | undefined {
  const count = positions.length / width - 1;
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
