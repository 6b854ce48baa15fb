import { assert, double, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { cases } from './fixtures/masks.json';
import { decoderIds, keepLeast, lenKeep, MAX_RATIO, planMask } from './mask';
import { MAX_SEED, torchRand } from './random';

const anySeed = integer({ min: 0, max: MAX_SEED });
const anyRatio = double({ min: 0, max: MAX_RATIO, noNaN: true });

const planFor = (seed: number, ratio: number, patches = 196) => planMask(torchRand(seed, patches)[0], ratio);

test.each(cases)('seed $seed hides $ratio of $patches patches as PyTorch does', (expected) => {
  const plan = planFor(expected.seed, expected.ratio, expected.patches);
  expect([...plan.idsKeep]).toEqual(expected.idsKeep);
  expect([...plan.idsRestore]).toEqual(expected.idsRestore);
});

test('the same seed gives the same mask', () => {
  assert(
    property(anySeed, anyRatio, (seed, ratio) => {
      expect(planFor(seed, ratio)).toEqual(planFor(seed, ratio));
    }),
    { numRuns: 30 },
  );
});

test('len_keep is floor(L · (1 − ratio)), and never nothing', () => {
  expect(lenKeep(196, 0.75)).toBe(49);
  expect(lenKeep(196, 0.8)).toBe(39);
  expect(lenKeep(196, 0)).toBe(196);
  expect(lenKeep(196, 0.99)).toBe(1);
  expect(lenKeep(16, 0.99)).toBe(1);
});

test('a higher ratio only hides more: no hidden patch comes back', () => {
  assert(
    property(anySeed, anyRatio, anyRatio, (seed, a, b) => {
      const fewer = planFor(seed, Math.max(a, b)).idsKeep;
      const more = planFor(seed, Math.min(a, b)).idsKeep;
      expect([...more.slice(0, fewer.length)]).toEqual([...fewer]);
    }),
    { numRuns: 30 },
  );
});

test('every patch is either kept or hidden, and ids_restore undoes the shuffle', () => {
  assert(
    property(anySeed, anyRatio, (seed, ratio) => {
      const { idsKeep, idsRestore, mask } = planFor(seed, ratio);
      idsKeep.forEach((patch, place) => {
        expect(idsRestore[patch]).toBe(place);
        expect(mask[patch]).toBe(0);
      });
      expect(mask.filter((hidden) => hidden === 0)).toHaveLength(idsKeep.length);
      expect([...idsRestore].sort((a, b) => a - b)).toEqual([...idsRestore.keys()]);
    }),
    { numRuns: 30 },
  );
});

test('the decoder sees every hidden place as the one mask token', () => {
  const plan = keepLeast(Float32Array.of(0.9, 0.1, 0.5, 0.3), 2);
  expect([...plan.idsKeep]).toEqual([1, 3]);
  expect([...decoderIds(plan)]).toEqual([2, 0, 2, 1]);
});

test.each([-0.01, 0.995, Number.NaN])('%s is no mask ratio', (ratio) => {
  expect(() => planMask(new Float32Array(4), ratio)).toThrow(RangeError);
});
