/**
 * A matrix that is multiplied by a few columns over and over. Rows go by four, whose sums need not wait for each other, and each four only
 * as far as it has numbers: rows in their own space are a triangle.
 */

const AT_ONCE = 4;

export interface RowMatrix {
  readonly width: number;
  /** The number of rows, rounded up to fours: so many numbers a column has on the rows' side, the last of them of no row. */
  readonly padded: number;
  /** [padded · width] */
  readonly values: Float64Array;
  /** [padded / 4]: of each four rows, where only zeros follow. */
  readonly reach: Int32Array;
}

/** A copy of the rows [n][width]. */
export function rowMatrix(rows: readonly Float64Array[]): RowMatrix {
  const width = rows[0].length;
  const fours = Math.ceil(rows.length / AT_ONCE);
  const values = new Float64Array(fours * AT_ONCE * width);
  const reach = new Int32Array(fours);
  rows.forEach((row, i) => {
    values.set(row, i * width);
    const four = Math.floor(i / AT_ONCE);
    reach[four] = Math.max(reach[four], row.findLastIndex((value) => value !== 0) + 1);
  });
  return { width, padded: fours * AT_ONCE, values, reach };
}

/** Each row times each of `columns` [C · width], into `out` [C · padded]. */
export function timesColumns(
  { width, padded, values, reach }: RowMatrix,
  columns: Float64Array,
  out: Float64Array,
): void {
  const count = columns.length / width;
  for (let four = 0; four < reach.length; four++) {
    const a = four * AT_ONCE * width;
    const [b, c, d] = [a + width, a + 2 * width, a + 3 * width];
    const end = reach[four];
    for (let column = 0; column < count; column++) {
      const from = column * width;
      let [inA, inB, inC, inD] = [0, 0, 0, 0];
      for (let k = 0; k < end; k++) {
        const x = columns[from + k];
        inA += values[a + k] * x;
        inB += values[b + k] * x;
        inC += values[c + k] * x;
        inD += values[d + k] * x;
      }
      const to = column * padded + four * AT_ONCE;
      out[to] = inA;
      out[to + 1] = inB;
      out[to + 2] = inC;
      out[to + 3] = inD;
    }
  }
}

/** For each column of `weights` [C · padded] the sum of all rows, each that many times, into `out` [C · width]. */
export function weighedRows(
  { width, padded, values, reach }: RowMatrix,
  weights: Float64Array,
  out: Float64Array,
): void {
  const count = weights.length / padded;
  out.fill(0);
  for (let four = 0; four < reach.length; four++) {
    const a = four * AT_ONCE * width;
    const [b, c, d] = [a + width, a + 2 * width, a + 3 * width];
    const end = reach[four];
    for (let column = 0; column < count; column++) {
      const from = column * padded + four * AT_ONCE;
      const [ofA, ofB, ofC, ofD] = [weights[from], weights[from + 1], weights[from + 2], weights[from + 3]];
      const to = column * width;
      for (let k = 0; k < end; k++)
        out[to + k] += ofA * values[a + k] + ofB * values[b + k] + ofC * values[c + k] + ofD * values[d + k];
    }
  }
}
