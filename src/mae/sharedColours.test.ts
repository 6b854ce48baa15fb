import { expect, test } from 'vitest';
import fixture from './fixtures/colours.json';
import { torchRand } from './random';
import { sharedColours } from './sharedColours';

const width = 5;
const tokensOf = (seed: number, count: number): Float32Array => torchRand(seed, count * width)[0];

test('two pictures have the levels that PyTorch gives them', () => {
  const { seed, pictures } = fixture;
  const tokens = torchRand(seed, ...pictures.map(({ shape: [count, width] }) => count * width));
  const levels = sharedColours(tokens, pictures[0].shape[1]).map((own) => [...own]);
  expect(levels).toEqual(pictures.map((picture) => picture.levels));
});

test('the same token has the same colour in every picture', () => {
  const [first, second] = [tokensOf(1, 6), tokensOf(2, 4)];
  second.set(first.subarray(0, width), 2 * width);
  const [a, b] = sharedColours([first, second], width);
  expect([...b.slice(6, 9)]).toEqual([...a.slice(0, 3)]);
});

test('each colour goes from nothing to full, over all pictures together', () => {
  const all = sharedColours([tokensOf(3, 20), tokensOf(4, 30)], width).flatMap((levels) => [...levels]);
  for (const colour of [0, 1, 2]) {
    const levels = all.filter((_, i) => i % 3 === colour);
    expect([Math.min(...levels), Math.max(...levels)]).toEqual([0, 255]);
  }
});

test('tokens that are all the same are grey', () => {
  const same = new Float32Array(4 * width).fill(2);
  expect([...sharedColours([same], width)[0]]).toEqual(new Array(12).fill(128));
});
