import { expect, test } from 'vitest';
import { model, otherModel } from '../../../test/toy';
import { activationBytes, costsOf } from './cost';

/** ViT-Base, of 224 × 224 pixels in patches of 16. */
const base = { width: 768, depth: 12, heads: 12, mlp: 3072 };

test('with an MLP four times as wide as a token, a block keeps sixteen rows of a token and its attention', () => {
  const tokens = 197;
  expect(activationBytes(tokens, base)).toBe(12 * 4 * (16 * tokens * 768 + 12 * tokens * tokens));
});

test('twice as deep is twice as much, and attention alone grows with the square of the tokens', () => {
  expect(activationBytes(50, { ...base, depth: 24 })).toBe(2 * activationBytes(50, base));
  const linear = (heads: number) =>
    activationBytes(200, { ...base, heads }) / activationBytes(50, { ...base, heads });
  expect(linear(0)).toBe(4);
  expect(linear(12)).toBeGreaterThan(4);
  expect(linear(1e9)).toBeCloseTo(16, 3);
});

test('an encoder is given fewer tokens the more is hidden, a decoder always all of them', () => {
  const costs = costsOf(model.geometry, []);
  expect(costs.map(({ ratio, encoder }) => [ratio, encoder.tokens])).toEqual([
    [0, 17],
    [0.25, 13],
    [0.5, 9],
    [0.75, 5],
    [0.9, 2],
  ]);
  expect(new Set(costs.map(({ decoder }) => decoder?.tokens))).toEqual(new Set([17]));
});

test('times come to their ratios one by one', () => {
  const times = [
    { ratio: 0, encoderMs: 40, decoderMs: 7 },
    { ratio: 0.25, encoderMs: 30, decoderMs: 8 },
  ];
  const costs = costsOf(model.geometry, times);
  expect(costs.map(({ encoder }) => encoder.ms)).toEqual([40, 30, undefined, undefined, undefined]);
  expect(costs.map(({ decoder }) => decoder?.ms)).toEqual([7, 8, undefined, undefined, undefined]);
});

test('where there is only an encoder, no decoder costs anything', () => {
  const { geometry } = otherModel({ target: 'features' }, { decoder: undefined, classToken: false });
  const costs = costsOf(geometry, []);
  expect(costs.every(({ decoder }) => decoder === undefined)).toBe(true);
  expect(costs[0].encoder.tokens).toBe(16);
});
