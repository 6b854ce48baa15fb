import { expect, test } from 'vitest';
import { atPatches, attentionRow, effectiveCount, meanDistance } from './gaze';

/** Two heads, three tokens. */
const attention = Float32Array.of(...[1, 0, 0, 0.5, 0.5, 0, 0, 0, 1], ...[0, 1, 0, 0, 0.5, 0.5, 1, 0, 0]);
const grid = { rows: 3, columns: 3 };

test('a head has its own row, the mean is of all heads', () => {
  expect([...attentionRow(attention, 2, 0, 1)]).toEqual([0.5, 0.5, 0]);
  expect([...attentionRow(attention, 2, 1, 1)]).toEqual([0, 0.5, 0.5]);
  expect([...attentionRow(attention, 2, 'mean', 1)]).toEqual([0.25, 0.5, 0.25]);
});

test('who looks at himself alone looks nowhere else: distance 0, one patch', () => {
  const alone = new Float32Array(9);
  alone[4] = 0.3;
  expect(meanDistance(alone, 4, grid)).toBe(0);
  expect(effectiveCount(alone)).toBeCloseTo(1, 6);
});

test('who looks everywhere alike looks at all patches', () => {
  const everywhere = new Float32Array(9).fill(1 / 9);
  expect(effectiveCount(everywhere)).toBeCloseTo(9, 4);
  expect(meanDistance(everywhere, 4, grid)).toBeCloseTo((4 + 4 * Math.SQRT2) / 9, 5);
});

test('patches without a token count for nothing', () => {
  const some = Float32Array.of(
    Number.NaN,
    0.2,
    Number.NaN,
    0.2,
    Number.NaN,
    Number.NaN,
    Number.NaN,
    Number.NaN,
    Number.NaN,
  );
  expect(effectiveCount(some)).toBeCloseTo(2, 5);
  expect(meanDistance(some, 0, grid)).toBeCloseTo(1, 6);
});

test('values of tokens stand where their patches are, and those before the patches nowhere', () => {
  const placed = atPatches(Float32Array.of(9, 1, 2), Int32Array.of(3, 0), 1, 4);
  expect([...placed]).toEqual([2, Number.NaN, Number.NaN, 1]);
});
