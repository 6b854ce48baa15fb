import { assert, double, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { clusters } from '../test/clusters';
import reference from './fixtures/probe.json';
import { applyStandard, standardOf } from './standardise';

const standardised = (rows: readonly ArrayLike<number>[]): Float64Array[] => {
  const standard = standardOf(rows);
  return rows.map((row) => applyStandard(standard, row));
};

test.each(reference.cases)(
  '$name: standardised as the recipe does, to 1e-9',
  ({ rows, standardised: wanted }) => {
    standardised(rows).forEach((row, i) => {
      row.forEach((value, k) => {
        expect(Math.abs(value - wanted[i][k])).toBeLessThan(1e-9);
      });
    });
  },
);

test('every feature has mean 0, and rows have squared length 1 on average', () => {
  assert(
    property(integer({ min: 2, max: 20 }), integer({ min: 1, max: 20 }), integer(), (n, d, seed) => {
      const rows = standardised(clusters(Math.abs(seed), n, d, 2).rows);
      const mean = (of: (row: Float64Array) => number) => rows.reduce((sum, row) => sum + of(row), 0) / n;
      for (let i = 0; i < d; i++) expect(mean((row) => row[i])).toBeCloseTo(0, 12);
      expect(mean((row) => row.reduce((sum, value) => sum + value ** 2, 0))).toBeCloseTo(1, 12);
    }),
  );
});

test('units and offsets of features do not count', () => {
  const unit = double({ min: 0.01, max: 100, noNaN: true });
  const offset = double({ min: -10, max: 10, noNaN: true });
  const { rows } = clusters(1, 9, 4, 3);
  const plain = standardised(rows);
  assert(
    property(unit, offset, (times, plus) => {
      const other = standardised(rows.map((row) => row.map((value, i) => value * times ** i + plus * i)));
      other.forEach((row, i) => {
        row.forEach((value, k) => {
          expect(value).toBeCloseTo(plain[i][k], 6);
        });
      });
    }),
  );
});

test('a feature that does not vary is 0, also in a row where it would', () => {
  const rows = [0.1, 0.7, -3].map((value) => Float32Array.of(value, 0.1));
  const standard = standardOf(rows);
  for (const row of rows) expect(applyStandard(standard, row)[1]).toBe(0);
  expect(applyStandard(standard, Float32Array.of(0, 5))[1]).toBe(0);
});
