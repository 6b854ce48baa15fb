import { expect, test } from 'vitest';
import { verdict } from './words';

test('who is better is said, with by how much', () => {
  expect(verdict(23.2, 22.32)).toBe('Here the network is 0.88 dB better than the smoothest surface.');
  expect(verdict(26.06, 26.33)).toBe('Here the smoothest surface is 0.27 dB better than the network.');
});

test('what is as good as equal is called so, and without two numbers nothing is said', () => {
  expect(verdict(20, 20.04)).toBe('Here the network does no better than the smoothest surface.');
  expect(verdict(Number.NaN, 20)).toBe('');
  expect(verdict(20, Number.NaN)).toBe('');
});
