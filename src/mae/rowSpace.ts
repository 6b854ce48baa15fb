/** Rows of many numbers as rows of few, with the same inner products: what is fitted to them under an L2 penalty stays the same. */
import { add, dot } from './vectors';

/** Of the longest row: what is shorter is rounding, and no direction. */
const NOTHING = 1e-12;

export interface RowSpace {
  /** [n][r], r ≤ min(n, d). Zero behind the axes that were known by then, so that they are a triangle. */
  readonly rows: readonly Float64Array[];
  /** [r][d]: the axes, of length 1 and orthogonal to each other. */
  readonly basis: readonly Float64Array[];
}

/**
 * The rows [n][d] in the space that they span: row = Σ part · axis. By modified Gram–Schmidt, each row straightened twice, since the first
 * time leaves rounding (Giraud, Langou & Rozložník 2005).
 */
export function inRowSpace(rows: readonly Float64Array[]): RowSpace {
  const longest = Math.sqrt(rows.reduce((most, row) => Math.max(most, dot(row, row)), 0));
  const basis: Float64Array[] = [];
  const partsOf = rows.map((row) => {
    const rest = row.slice();
    const parts = new Float64Array(basis.length + 1);
    for (let time = 0; time < 2; time++) {
      basis.forEach((axis, k) => {
        const part = dot(rest, axis);
        parts[k] += part;
        add(rest, -part, axis);
      });
    }
    const length = Math.sqrt(dot(rest, rest));
    if (length <= NOTHING * longest) return parts.subarray(0, basis.length);
    parts[basis.length] = length;
    basis.push(rest.map((value) => value / length));
    return parts;
  });
  const inSpace = partsOf.map((parts) => {
    const row = new Float64Array(basis.length);
    row.set(parts);
    return row;
  });
  return { rows: inSpace, basis };
}

/** What `weights` [C · r] for rows in their space are for the rows [d] themselves: [C · d]. */
export function outOfRowSpace(
  weights: Float64Array,
  { basis }: RowSpace,
  classes: number,
  width: number,
): Float64Array {
  const out = new Float64Array(classes * width);
  for (let c = 0; c < classes; c++) {
    const own = out.subarray(c * width, (c + 1) * width);
    basis.forEach((axis, k) => {
      add(own, weights[c * basis.length + k], axis);
    });
  }
  return out;
}
