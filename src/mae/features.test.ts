import { array, assert, double, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { squareGeometry } from '../test/square';
import { featurePicture, principalComponents } from './features';
import { planMask } from './mask';
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
      const components = principalComponents(spread(count, 8, seed), count);
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
      const [first, second] = principalComponents(values, places.length);
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
  for (const component of principalComponents(values, 5)) expect([...component]).toEqual([0, 0, 0, 0, 0]);
});

test('patches with the same features have the same colour, hidden ones are grey, and turning the features changes nothing', () => {
  const geometry = squareGeometry(16, 4);
  const plan = planMask(torchRand(1, 16)[0], 0.5);
  const latent = spread(8, 6, 2);
  latent.copyWithin(0, 6, 12);
  const picture = featurePicture(latent, plan, geometry);
  const colour = (patch: number, raster = picture): number[] => {
    const at = (Math.floor(patch / 4) * 4 * 16 + (patch % 4) * 4) * 4;
    return [...raster.data.subarray(at, at + 3)];
  };
  expect(colour(plan.idsKeep[0])).toEqual(colour(plan.idsKeep[1]));
  expect(colour(plan.idsKeep[2])).not.toEqual(colour(plan.idsKeep[3]));
  plan.mask.forEach((hidden, patch) => {
    if (hidden) expect(colour(patch)).toEqual([128, 128, 128]);
  });
  // A rotation of two axes is another basis of the same space.
  const turned = latent.map((value, i) => {
    const at = i % 6;
    if (at === 0) return 0.6 * value - 0.8 * latent[i + 1];
    if (at === 1) return 0.8 * latent[i - 1] + 0.6 * value;
    return value;
  });
  const again = featurePicture(turned, plan, geometry);
  for (const patch of plan.idsKeep) {
    const [a, b] = [colour(patch), colour(patch, again)];
    a.forEach((level, channel) => {
      expect(Math.abs(level - b[channel])).toBeLessThanOrEqual(2);
    });
  }
});
