import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { keptSize } from './photo';

const anySide = integer({ min: 1, max: 100_000 });

test('a small photograph is kept as it is', () => {
  expect(keptSize(224, 224)).toEqual({ width: 224, height: 224 });
  expect(keptSize(1, 1)).toEqual({ width: 1, height: 1 });
  expect(keptSize(1500, 1000)).toEqual({ width: 1500, height: 1000 });
});

test('a large one is kept with a short side of 1024', () => {
  expect(keptSize(10_000, 10_000)).toEqual({ width: 1024, height: 1024 });
  expect(keptSize(4032, 3024)).toEqual({ width: 1365, height: 1024 });
});

test('whatever its size, it is never enlarged, never empty, and fits a canvas', () => {
  assert(
    property(anySide, anySide, (width, height) => {
      const kept = keptSize(width, height);
      expect(kept.width).toBeLessThanOrEqual(width);
      expect(kept.height).toBeLessThanOrEqual(height);
      expect(Math.min(kept.width, kept.height)).toBeGreaterThanOrEqual(1);
      expect(Math.max(kept.width, kept.height)).toBeLessThanOrEqual(16_384);
    }),
  );
});
