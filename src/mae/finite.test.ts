import { expect, test } from 'vitest';
import { allFinite } from './finite';

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
  'one %f among numbers is found, wherever it is',
  (bad) => {
    for (let place = 0; place < 5; place++) {
      expect(allFinite(Float32Array.of(1, -2, 3, 0, -0).fill(bad, place, place + 1))).toBe(false);
    }
  },
);

test('numbers that are large, small or none at all are finite', () => {
  expect(allFinite(Float32Array.of(3.4e38, -3.4e38, 1e-45, 0))).toBe(true);
  expect(allFinite(new Float32Array())).toBe(true);
});
