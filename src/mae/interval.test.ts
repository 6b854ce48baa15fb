import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import reference from './fixtures/probe.json';
import { wilson } from './interval';

test.each(reference.intervals)(
  '$right of $n: the interval of the recipe, to 1e-9',
  ({ right, n, interval }) => {
    wilson(right, n).forEach((end, i) => {
      expect(Math.abs(end - interval[i])).toBeLessThan(1e-9);
    });
  },
);

test('it holds the share, lies in 0 … 1, and mirrors when right and wrong change places', () => {
  assert(
    property(integer({ min: 1, max: 300 }), integer({ min: 0, max: 300 }), (n, some) => {
      const right = some % (n + 1);
      const [low, high] = wilson(right, n);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(right / n);
      expect(high).toBeGreaterThanOrEqual(right / n);
      expect(high).toBeLessThanOrEqual(1);
      const [mirroredLow, mirroredHigh] = wilson(n - right, n);
      expect(mirroredLow).toBeCloseTo(1 - high, 12);
      expect(mirroredHigh).toBeCloseTo(1 - low, 12);
    }),
  );
});

test('more trials make it narrower, and none tells nothing', () => {
  const width = (times: number) => wilson(3 * times, 4 * times)[1] - wilson(3 * times, 4 * times)[0];
  for (let times = 1; times < 50; times++) expect(width(times + 1)).toBeLessThan(width(times));
  expect(wilson(0, 0)).toEqual([0, 1]);
});
