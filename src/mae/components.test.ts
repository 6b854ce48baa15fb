import { array, assert, double, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { principalComponents } from './components';
import { torchRand } from './random';

const finite = double({ min: -4, max: 4, noNaN: true });

/** `count` random rows of `width`, spread differently along each axis so that the directions are told apart. */
function spread(count: number, width: number, seed: number): Float32Array {
  const [uniform] = torchRand(seed, count * width);
  return uniform.map((value, i) => (value - 0.5) * 2 ** -(i % width));
}

const variance = (list: ArrayLike<number>): number => {
  const values = Array.from(list);
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
};

test('components are uncorrelated, have no mean, and each spreads less than the one before', () => {
  assert(
    property(integer({ min: 5, max: 40 }), integer({ min: 0, max: 1000 }), (count, seed) => {
      const components = principalComponents(spread(count, 8, seed), count, 3);
      const [a, b, c] = components.map((component) => [...component]);
      const scale = variance(a);
      for (const component of components) {
        expect(Math.abs(component.reduce((x, y) => x + y, 0))).toBeLessThan(1e-3 * Math.sqrt(scale));
      }
      const product = (x: number[], y: number[]): number =>
        x.reduce((sum, value, i) => sum + value * y[i], 0);
      expect(Math.abs(product(a, b)) / scale).toBeLessThan(1e-2);
      expect(Math.abs(product(a, c)) / scale).toBeLessThan(1e-2);
      expect(variance(a)).toBeGreaterThanOrEqual(variance(b) * 0.999);
      expect(variance(b)).toBeGreaterThanOrEqual(variance(c) * 0.999);
    }),
    { numRuns: 40 },
  );
});

test('rows on a line have their places on it as their first component, and no second', () => {
  assert(
    property(array(finite, { minLength: 4, maxLength: 12 }), (places) => {
      const direction = [0.6, 0, -0.8];
      const values = Float32Array.from(places.flatMap((place) => direction.map((d) => d * place + 1)));
      const [first, second] = principalComponents(values, places.length, 2);
      const mean = places.reduce((a, b) => a + b, 0) / places.length;
      const sign = Math.sign(first.reduce((sum, x, i) => sum + x * (places[i] - mean), 0)) || 1;
      places.forEach((place, i) => {
        expect(Math.abs(first[i] * sign - (place - mean))).toBeLessThan(1e-4);
        expect(Math.abs(second[i])).toBeLessThan(1e-2);
      });
    }),
    { examples: [[[0, 0, -1, 0, 0]]] },
  );
});

test('rows that are all the same have no components and one colour', () => {
  const values = new Float32Array(5 * 4).fill(3);
  for (const component of principalComponents(values, 5, 3)) expect([...component]).toEqual([0, 0, 0, 0, 0]);
});
