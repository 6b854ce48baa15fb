import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { torchRand } from './random';
import { rowMatrix, timesColumns, weighedRows } from './rowMatrix';

test('products are those of plain sums, whatever rows end with', () => {
  const size = integer({ min: 1, max: 11 });
  assert(
    property(size, size, size, integer({ min: 0, max: 1000 }), (n, width, columns, seed) => {
      const [values, right, left] = torchRand(seed, n * width, columns * width, columns * n);
      const rows = Array.from({ length: n }, (_, i) =>
        Float64Array.from({ length: width }, (__, k) => (k > i + 1 ? 0 : values[i * width + k])),
      );
      const matrix = rowMatrix(rows);
      const { padded } = matrix;

      const times = new Float64Array(columns * padded).fill(9);
      timesColumns(matrix, Float64Array.from(right), times);
      const weights = new Float64Array(columns * padded);
      for (let c = 0; c < columns; c++) weights.set(left.subarray(c * n, (c + 1) * n), c * padded);
      const sums = new Float64Array(columns * width).fill(9);
      weighedRows(matrix, weights, sums);

      for (let c = 0; c < columns; c++) {
        rows.forEach((row, i) => {
          const wanted = row.reduce((sum, value, k) => sum + value * right[c * width + k], 0);
          expect(times[c * padded + i]).toBeCloseTo(wanted, 12);
        });
        for (let k = 0; k < width; k++) {
          const wanted = rows.reduce((sum, row, i) => sum + row[k] * left[c * n + i], 0);
          expect(sums[c * width + k]).toBeCloseTo(wanted, 12);
        }
      }
    }),
  );
});
