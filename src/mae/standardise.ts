/** Features brought to one scale, so that the few that spread widest do not speak for all. */

/** Smaller standard deviations are rounding. */
const LEAST_DEVIATION = 1e-12;

/** Plain data, which goes through `postMessage`. */
export interface Standard {
  /** [d] */
  readonly mean: Float64Array;
  /** [d]: 1 / (standard deviation · √d), 0 for a feature that does not vary. */
  readonly scale: Float64Array;
}

/**
 * What brings the features of `rows` [n][d] to mean 0 and variance 1/d, of all n and not of a sample: the squared length of a row is 1 on
 * average, whatever d is, so that one penalty means the same for any features.
 */
export function standardOf(rows: readonly ArrayLike<number>[]): Standard {
  const [n, d] = [rows.length, rows[0].length];
  const mean = new Float64Array(d);
  for (const row of rows) for (let i = 0; i < d; i++) mean[i] += row[i];
  for (let i = 0; i < d; i++) mean[i] /= n;
  const variance = new Float64Array(d);
  for (const row of rows) for (let i = 0; i < d; i++) variance[i] += (row[i] - mean[i]) ** 2 / n;
  const scale = variance.map((value) => {
    const deviation = Math.sqrt(value);
    return deviation > LEAST_DEVIATION ? 1 / (deviation * Math.sqrt(d)) : 0;
  });
  return { mean, scale };
}

/** A row [d] on that scale. */
export const applyStandard = ({ mean, scale }: Standard, row: ArrayLike<number>): Float64Array =>
  Float64Array.from(row, (value, i) => (value - mean[i]) * scale[i]);
