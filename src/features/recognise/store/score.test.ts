import { expect, test } from 'vitest';
import { commonestScore, scoreOf } from './score';

test('what is right is counted, and its interval holds its share', () => {
  const { right, of, interval } = scoreOf(Int32Array.of(0, 1, 1, 0), Int32Array.of(0, 1, 0, 0));
  expect([right, of]).toEqual([3, 4]);
  expect(interval[0]).toBeLessThan(0.75);
  expect(interval[1]).toBeGreaterThan(0.75);
});

test('to say always the same is right as often as the commonest class is there', () => {
  expect(commonestScore(Int32Array.of(0, 0, 1, 1), 2).right).toBe(2);
  expect(commonestScore(Int32Array.of(0, 1, 1, 1, 2), 3)).toMatchObject({ right: 3, of: 5 });
});
