import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keepLeast } from '../../../../mae/mask';
import { torchRand } from '../../../../mae/random';
import { ENCODER, FRAME_HEIGHT, type Guise, type Sprite, spritesAt, spriteUnder, stageAt } from './moments';

const grid = { rows: 14, columns: 14 };
const plan = keepLeast(torchRand(0, 196)[0], 49);
const at = (moment: number): Sprite[] => spritesAt(moment, plan, grid);
const of = (guise: Guise, sprites: Sprite[]): Sprite[] =>
  sprites.filter((one) => one.guise === guise && one.alpha > 0.5);

test('at the beginning all of the photograph is there, after hiding only the visible patches', () => {
  expect(of('photograph', at(0))).toHaveLength(196);
  expect(of('photograph', at(1)).map(({ patch }) => patch)).toEqual([...plan.idsKeep].sort((a, b) => a - b));
});

test('the encoder holds the visible patches as tokens, and nothing of a hidden one', () => {
  const tokens = of('latent', at(2));
  expect(new Set(tokens.map(({ patch }) => patch))).toEqual(new Set(plan.idsKeep));
  for (const { x, y, size } of tokens) {
    expect(x).toBeGreaterThanOrEqual(ENCODER.x);
    expect(x + size).toBeLessThanOrEqual(ENCODER.x + ENCODER.width + 1e-9);
    expect(y).toBeGreaterThanOrEqual(ENCODER.y);
    expect(y + size).toBeLessThanOrEqual(ENCODER.y + ENCODER.height + 1e-9);
  }
  expect(at(2).every(({ patch, alpha }) => plan.mask[patch] === 0 || alpha === 0)).toBe(true);
});

test('the decoder has a token in every place, a mask token in the hidden ones', () => {
  const sprites = at(3);
  expect(of('latent', sprites)).toHaveLength(49);
  expect(of('maskToken', sprites).map(({ patch }) => plan.mask[patch])).toEqual(new Array(147).fill(1));
  expect(
    new Set([...of('latent', sprites), ...of('maskToken', sprites)].map(({ x, y }) => `${x} ${y}`)).size,
  ).toBe(196);
});

test('a picture comes of it, and only hidden patches are compared', () => {
  expect(of('prediction', at(4))).toHaveLength(196);
  const compared = of('prediction', at(5)).map(({ patch }) => patch);
  expect(compared.every((patch) => plan.mask[patch] === 1)).toBe(true);
  expect(compared).toHaveLength(147);
});

test('at every moment every sprite is inside the frame', () => {
  const aGrid = fc.record({
    rows: fc.integer({ min: 1, max: 20 }),
    columns: fc.integer({ min: 1, max: 20 }),
  });
  fc.assert(
    fc.property(aGrid, fc.double({ min: 0, max: 5, noNaN: true }), fc.nat(), (shape, moment, some) => {
      const patches = shape.rows * shape.columns;
      const mine = keepLeast(torchRand(some, patches)[0], 1 + (some % patches));
      for (const { x, y, size, alpha } of spritesAt(moment, mine, shape)) {
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(x + size).toBeLessThanOrEqual(1 + 1e-9);
        expect(y + size).toBeLessThanOrEqual(FRAME_HEIGHT + 1e-9);
        expect(alpha).toBeGreaterThanOrEqual(0);
        expect(alpha).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test('a stage lasts until its end, and the first begins at once', () => {
  expect(stageAt(0, 5)).toEqual({ stage: 'hide', share: 0 });
  expect(stageAt(1, 5)).toEqual({ stage: 'hide', share: 1 });
  expect(stageAt(1.5, 5)).toEqual({ stage: 'encode', share: 0.5 });
  expect(stageAt(5, 5)).toEqual({ stage: 'compare', share: 1 });
});

test('what is pointed at is what lies in front', () => {
  const [token] = of('latent', at(2));
  const middle = [token.x + token.size / 2, token.y + token.size / 2] as const;
  expect(spriteUnder(...middle, at(2))?.patch).toBe(token.patch);
  expect(spriteUnder(0.5, 0.001, at(2))).toBeUndefined();
});
