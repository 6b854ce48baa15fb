import { expect, test } from 'vitest';
import { clusters } from '../test/clusters';
import { optimum } from './newton';

const { rows, labels, classes } = clusters(5, 30, 8, 3, 1.5);

const farthest = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);

test('from wherever it starts the optimum is the same', () => {
  for (const lambda of [1e-3, 1e-2, 1]) {
    const found = optimum(rows, labels, classes, lambda);
    const near = optimum(rows.slice(1), labels.slice(1), classes, lambda);
    const far = {
      weights: near.weights.map((_, i) => (i % 7) * 20 - 60),
      bias: Float64Array.of(30, -50, 20),
    };
    for (const start of [found, near, far]) {
      const again = optimum(rows, labels, classes, lambda, start);
      expect(farthest(again.weights, found.weights)).toBeLessThan(1e-6);
      expect(farthest(again.bias, found.bias)).toBeLessThan(1e-5);
    }
  }
});

test('biases add up to 0', () => {
  expect(optimum(rows, labels, classes, 0.01).bias.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 8);
});
