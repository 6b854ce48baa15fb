import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keepLeast } from './mask';
import { misplace } from './places';
import { torchRand } from './random';

const aPlan = fc
  .record({ patches: fc.integer({ min: 1, max: 64 }), seed: fc.nat() })
  .chain(({ patches, seed }) =>
    fc
      .integer({ min: 1, max: patches })
      .map((keep) => ({ plan: keepLeast(torchRand(seed, patches)[0], keep), seed })),
  );

test('the same patches are visible and hidden as before, and every token still has one place', () => {
  fc.assert(
    fc.property(aPlan, ({ plan, seed }) => {
      const told = misplace(plan, seed);
      expect([...told].sort((a, b) => a - b)).toEqual([...plan.idsRestore.keys()]);
      told.forEach((place, patch) => {
        expect(place < plan.idsKeep.length).toBe(plan.mask[patch] === 0);
        if (plan.mask[patch]) expect(place).toBe(plan.idsRestore[patch]);
      });
    }),
  );
});

test('of many visible patches hardly one stays at its place', () => {
  const plan = keepLeast(torchRand(0, 196)[0], 98);
  const told = misplace(plan, 0);
  const stayed = plan.idsKeep.filter((patch) => told[patch] === plan.idsRestore[patch]);
  expect(stayed.length).toBeLessThan(5);
});
