import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { noise } from './fixtures/masks.json';
import { MAX_SEED, seedAfter, torchRand } from './random';

test.each(noise)('seed $seed gives the numbers of torch.manual_seed', ({ seed, first }) => {
  const [numbers] = torchRand(seed, 196);
  expect([...numbers.slice(0, first.length)]).toEqual(first);
});

test('drawing twice goes on in the same stream', () => {
  const [all] = torchRand(7, 1500);
  const [head, tail] = torchRand(7, 700, 800);
  expect([...head, ...tail]).toEqual([...all]);
});

test('numbers lie in 0 … 1, 1 excluded, and fill it evenly', () => {
  const [numbers] = torchRand(3, 100_000);
  const bins = new Array(10).fill(0);
  for (const x of numbers) bins[Math.floor(x * 10)]++;
  expect(bins).toHaveLength(10);
  // Five standard deviations of a binomial with 100,000 draws at 1/10.
  for (const count of bins) expect(Math.abs(count - 10_000)).toBeLessThan(475);
});

test.each([-1, 0.5, MAX_SEED + 1, Number.NaN])('%s is no seed', (seed) => {
  expect(() => torchRand(seed, 1)).toThrow(RangeError);
});

test('after a seed comes the next one, after the last the first, and many steps are single ones', () => {
  expect(seedAfter(7)).toBe(8);
  expect(seedAfter(MAX_SEED)).toBe(0);
  assert(
    property(integer({ min: 0, max: MAX_SEED }), integer({ min: 0, max: 1000 }), (seed, steps) => {
      expect(seedAfter(seed, steps + 1)).toBe(seedAfter(seedAfter(seed, steps)));
    }),
  );
});
