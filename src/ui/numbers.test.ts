import { expect, test } from 'vitest';
import { size, timeLeft } from './numbers';

test.each([
  [0, 'a few seconds left'],
  [9_999, 'a few seconds left'],
  [34_000, 'about 30 seconds left'],
  [89_000, 'about 90 seconds left'],
  [90_000, 'about 2 minutes left'],
  [80 * 60_000, 'about 80 minutes left'],
  [100 * 60_000, 'about 2 hours left'],
  [Number.POSITIVE_INFINITY, ''],
  [Number.NaN, ''],
])('%s ms are “%s”', (ms, words) => {
  expect(timeLeft(ms)).toBe(words);
});

test.each([
  [0, '0.0 MB'],
  [1_680_000, '1.7 MB'],
  [448e6, '448 MB'],
  [1.324e9, '1.32 GB'],
])('%s bytes are “%s”', (bytes, words) => {
  expect(size(bytes)).toBe(words);
});
