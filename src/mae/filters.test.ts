import { expect, test } from 'vitest';
import { principalDirections } from './filters';
import { torchRand } from './random';

const [rows, n] = [12, 8];
const matrix = torchRand(3, rows * n)[0].map((value, i) => (value - 0.5) * (1 + (i % n)));

/** Xᵀ X v */
function image(v: Float64Array): number[] {
  const out = new Array<number>(n).fill(0);
  for (let row = 0; row < rows; row++) {
    const filter = matrix.subarray(row * n, (row + 1) * n);
    const weight = filter.reduce((sum, x, i) => sum + x * v[i], 0);
    filter.forEach((x, i) => {
      out[i] += weight * x;
    });
  }
  return out;
}

const total = matrix.reduce((sum, x) => sum + x * x, 0);

test('each direction is turned into itself by the matrix of second moments, as long as its share', () => {
  for (const { direction, share } of principalDirections(matrix, rows, 3)) {
    image(direction).forEach((x, i) => {
      expect(x).toBeCloseTo(share * total * direction[i], 2);
    });
  }
});

test('directions have length 1, stand upright on each other, and their shares fall and sum to one', () => {
  const all = principalDirections(matrix, rows, n);
  expect(all).toHaveLength(n);
  all.forEach(({ direction, share }, i) => {
    all.forEach((other, j) => {
      const product = direction.reduce((sum, x, k) => sum + x * other.direction[k], 0);
      expect(product).toBeCloseTo(i === j ? 1 : 0, 6);
    });
    if (i > 0) expect(share).toBeLessThanOrEqual(all[i - 1].share + 1e-6);
  });
  expect(all.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 4);
});

test('of filters that are all alike there is one direction', () => {
  const alike = Float32Array.of(3, 4, 3, 4, -6, -8);
  const [first, second] = principalDirections(alike, 3, 2);
  expect([...first.direction]).toEqual([expect.closeTo(0.6, 6), expect.closeTo(0.8, 6)]);
  expect(first.share).toBeCloseTo(1, 6);
  expect(second?.share ?? 0).toBeCloseTo(0, 6);
});
