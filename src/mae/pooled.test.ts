import { expect, test } from 'vitest';
import { meanToken } from './pooled';

test('the mean of patches leaves the class token out', () => {
  const latent = Float32Array.of(100, 100, 1, 2, 3, 6);
  expect([...meanToken(latent, 2, 1)]).toEqual([2, 4]);
  expect([...meanToken(latent.subarray(2), 2, 0)]).toEqual([2, 4]);
});

test('without a patch there is no mean', () => {
  expect(() => meanToken(Float32Array.of(1, 2), 2, 1)).toThrow(RangeError);
});
