import { assert, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { clusters } from '../test/clusters';
import { inRowSpace, outOfRowSpace } from './rowSpace';
import { dot } from './vectors';

/** Rows of which some are sums of others, and one is zero. */
const someRows = record({
  seed: integer({ min: 0, max: 1000 }),
  count: integer({ min: 1, max: 12 }),
  width: integer({ min: 1, max: 20 }),
}).map(({ seed, count, width }) => {
  const { rows } = clusters(seed, count, width, 1);
  const sum = rows[0].map((value, i) => value + 2 * rows[count - 1][i]);
  return {
    rows: [rows[0], new Float64Array(width), sum, ...rows],
    independent: Math.min(count, width),
    width,
  };
});

test('inner products stay, and there are no more axes than independent rows', () => {
  assert(
    property(someRows, ({ rows, independent }) => {
      const { rows: few, basis } = inRowSpace(rows);
      expect(basis.length).toBe(independent);
      rows.forEach((a, i) => {
        rows.forEach((b, k) => {
          expect(dot(few[i], few[k])).toBeCloseTo(dot(a, b), 12);
        });
      });
    }),
  );
});

test('axes are orthogonal and of length 1, and rows are a triangle', () => {
  assert(
    property(someRows, ({ rows }) => {
      const { rows: few, basis } = inRowSpace(rows);
      basis.forEach((a, i) => {
        basis.forEach((b, k) => {
          expect(dot(a, b)).toBeCloseTo(i === k ? 1 : 0, 12);
        });
      });
      few.forEach((row, i) => {
        expect(row.subarray(i + 1).every((value) => value === 0)).toBe(true);
      });
    }),
  );
});

test('weights give the rows the same scores in their space and out of it', () => {
  assert(
    property(someRows, ({ rows, width }) => {
      const space = inRowSpace(rows);
      const rank = space.basis.length;
      const weights = Float64Array.from({ length: 3 * rank }, (_, i) => ((i * 7) % 5) - 2);
      const full = outOfRowSpace(weights, space, 3, width);
      expect(full.length).toBe(3 * width);
      rows.forEach((row, i) => {
        for (let c = 0; c < 3; c++) {
          const inside = dot(space.rows[i], weights.subarray(c * rank, (c + 1) * rank));
          expect(dot(row, full.subarray(c * width, (c + 1) * width))).toBeCloseTo(inside, 10);
        }
      });
    }),
  );
});

test('rows of zeros span nothing', () => {
  const space = inRowSpace([new Float64Array(3), new Float64Array(3)]);
  expect(space.basis).toEqual([]);
  expect(space.rows.map((row) => row.length)).toEqual([0, 0]);
  expect(outOfRowSpace(new Float64Array(0), space, 2, 3)).toEqual(new Float64Array(6));
});
