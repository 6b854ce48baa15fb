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

/** A matrix with these numbers on its diagonal: its directions are the axes. */
const diagonal = (values: readonly number[]): Float32Array =>
  Float32Array.from({ length: values.length ** 2 }, (_, i) =>
    i % (values.length + 1) === 0 ? values[i / (values.length + 1)] : 0,
  );

test('directions whose shares are nearly the same are told apart', () => {
  const values = Array.from({ length: 60 }, (_, i) => 1 - i / 1000);
  principalDirections(diagonal(values), 60, 3).forEach(({ direction }, i) => {
    direction.forEach((x, axis) => {
      expect(x).toBeCloseTo(axis === i ? 1 : 0, 4);
    });
  });
});

test('of directions whose shares are the very same none is left out', () => {
  const values = Array.from({ length: 60 }, (_, i) => 1 / (1 + Math.floor(i / 2)));
  const total = values.reduce((sum, x) => sum + x * x, 0);
  const shares = principalDirections(diagonal(values), 60, 4).map(({ share }) => share * total);
  expect(shares).toEqual([1, 1, 1 / 4, 1 / 4].map((share) => expect.closeTo(share, 6)));
});

test('where there is no variance, or no number, there is no direction', () => {
  expect(principalDirections(new Float32Array(12), 4, 2)).toEqual([]);
  expect(principalDirections(Float32Array.of(1, Number.NaN, 2, 3), 2, 2)).toEqual([]);
});
