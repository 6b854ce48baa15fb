/** Principal component analysis: where rows lie along the directions in which they differ most. */
import { principalDirections } from './filters';

/**
 * The coordinates of each row of `values` [rows · n], minus their mean, along `count` directions: as many lists [rows], each spread less
 * than the one before; zeros where there is no direction left. The largest coordinate of a list is positive, so that the same values
 * always have the same ones, however their axes are turned.
 */
export function principalComponents(values: Float32Array, rows: number, count: number): Float64Array[] {
  const n = values.length / rows;
  const mean = new Float64Array(n);
  values.forEach((value, i) => {
    mean[i % n] += value / rows;
  });
  const centred = values.map((value, i) => value - mean[i % n]);
  const found = principalDirections(centred, rows, count);
  return Array.from({ length: count }, (_, k) => {
    const direction = found[k]?.direction;
    if (!direction) return new Float64Array(rows);
    const along = Float64Array.from({ length: rows }, (__, row) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += centred[row * n + i] * direction[i];
      return sum;
    });
    const largest = along.reduce((most, x) => (Math.abs(x) > Math.abs(most) ? x : most), 0);
    return largest < 0 ? along.map((x) => -x) : along;
  });
}
