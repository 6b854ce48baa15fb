import { expect, test } from 'vitest';
import fixture from './fixtures/colours.json';
import { torchRand } from './random';
import { BACKGROUND, sharedColours } from './sharedColours';

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

/** Two pictures of four tokens each: those in the middle are of a thing, and `around` is how far from it the others lie. */
function withBackground(around: number): Float32Array[] {
  return [5, 6].map((seed) => {
    const tokens = tokensOf(seed, 4);
    for (const token of [0, 3]) {
      const [own] = torchRand(seed + around, width);
      tokens.set(
        own.map((value) => value + around),
        token * width,
      );
    }
    return tokens;
  });
}
const edge = Uint8Array.of(1, 0, 0, 1);

test('a background that is left out is dark in all pictures, and what remains has colours from nothing to full', () => {
  const levels = sharedColours(withBackground(7), width, edge);
  for (const own of levels) {
    expect([...own.slice(0, 3), ...own.slice(9)]).toEqual(new Array(6).fill(BACKGROUND));
  }
  const thing = levels.flatMap((own) => [...own.slice(3, 9)]);
  for (const colour of [0, 1, 2]) {
    const of = thing.filter((_, i) => i % 3 === colour);
    expect([Math.min(...of), Math.max(...of)]).toEqual([0, 255]);
  }
});

test('another background behind the same things does not change their colours', () => {
  const thing = (around: number) =>
    sharedColours(withBackground(around), width, edge).map((own) => own.slice(3, 9));
  expect(thing(9)).toEqual(thing(7));
  expect(sharedColours(withBackground(9), width)).not.toEqual(sharedColours(withBackground(7), width));
});

test('of what all looks alike nothing is left out', () => {
  const same = new Float32Array(4 * width).fill(2);
  expect([...sharedColours([same], width, edge)[0]]).toEqual(new Array(12).fill(128));
});
