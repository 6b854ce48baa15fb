/** What a patch embedding has learned to look for: the principal directions of its filters, as small pictures. */

const STEPS = 60;
const GOLDEN_RATIO = (1 + Math.sqrt(5)) / 2;

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
};

export interface Component {
  /** [n], of length 1; its largest entry is positive. */
  readonly direction: Float64Array;
  /** Its share of all variance, 0 … 1. */
  readonly share: number;
}

/**
 * The first `count` principal directions of the rows of `matrix` [rows · n], not centred: filters that are all alike are one direction.
 * By power iteration with what was found before taken out; the directions are orthogonal, and their shares fall.
 */
export function principalDirections(matrix: Float32Array, rows: number, count: number): Component[] {
  const n = matrix.length / rows;
  const rowOf = (row: number): Float32Array => matrix.subarray(row * n, (row + 1) * n);
  const total = dot(matrix, matrix);
  const found: Component[] = [];
  for (let k = 0; k < Math.min(count, n, rows); k++) {
    let vector = Float64Array.from({ length: n }, (_, i) => (((i + 1) * (k + 1) * GOLDEN_RATIO) % 1) - 0.5);
    let value = 0;
    for (let step = 0; step < STEPS; step++) {
      const next = new Float64Array(n);
      for (let row = 0; row < rows; row++) {
        const filter = rowOf(row);
        const weight = dot(filter, vector);
        for (let i = 0; i < n; i++) next[i] += weight * filter[i];
      }
      for (const { direction } of found) {
        const along = dot(next, direction);
        for (let i = 0; i < n; i++) next[i] -= along * direction[i];
      }
      value = Math.sqrt(dot(next, next));
      if (value === 0) break;
      vector = next.map((x) => x / value);
    }
    if (value === 0) break;
    const largest = vector.reduce((most, x) => (Math.abs(x) > Math.abs(most) ? x : most), 0);
    found.push({ direction: vector.map((x) => x * Math.sign(largest)), share: value / total });
  }
  return found;
}
