import { assert, double, property } from 'fast-check';
import { expect, test } from 'vitest';
import { clamp } from './clamp';

test('a clamped number lies in the range, and one that does already stays as it is', () => {
  assert(
    property(double({ noNaN: true }), (value) => {
      const clamped = clamp(value, -2, 3);
      expect(clamped).toBeGreaterThanOrEqual(-2);
      expect(clamped).toBeLessThanOrEqual(3);
      if (value >= -2 && value <= 3) expect(clamped).toBe(value);
    }),
  );
  expect(clamp(Number.NaN, 0, 1)).toBeNaN();
});
