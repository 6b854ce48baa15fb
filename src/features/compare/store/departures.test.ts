import { array, assert, constantFrom, integer, oneof, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { strategies } from '../../../mae/strategy';
import type { Playground } from '../../../store/playground';
import { squareGrid } from '../../../test/square';
import { model, otherModel } from '../../../test/toy';
import { choose, type Departures, differing, settleDepartures } from './departures';

const models = [model, otherModel()];
const ratios = [0, 0.5, 0.75] as const;

const page = record({
  model: constantFrom(...models),
  masking: record({
    strategy: constantFrom(...strategies),
    seed: integer({ min: 0, max: 3 }),
    ratio: constantFrom(...ratios),
    hand: constantFrom(undefined, { grid: squareGrid(4), mask: new Uint8Array(16) }),
  }),
}).map((facts) => facts as unknown as Playground);

/** What a person can do to B: give one setting a value, or tie it to A's again. */
const choice = oneof(
  constantFrom(undefined, ...models).map((value) => ({ model: value })),
  constantFrom(undefined, ...strategies).map((value) => ({ strategy: value })),
  constantFrom(undefined, Number.NaN, 0, 1, 2, 3).map((value) => ({ seed: value })),
  constantFrom(undefined, Number.NaN, ...ratios).map((value) => ({ ratio: value })),
);

const first: Departures = { seed: 1 };

test('whatever is chosen, and whatever A is then, B differs in one thing at most: the one chosen last', () => {
  assert(
    property(array(choice, { maxLength: 12 }), page, (choices, a) => {
      const departures = choices.reduce<Departures>(choose, first);
      const found = differing(a, departures);
      expect(found.length).toBeLessThanOrEqual(1);
      const given = choices.filter((one) =>
        Object.values(one).some((value) => value !== undefined && !Number.isNaN(value)),
      );
      const [last] = Object.keys(given.at(-1) ?? first);
      expect([[], [last]]).toContainEqual(found);
    }),
  );
});

test('a link that lets several things differ is followed, and each goes back to A’s by itself', () => {
  const link = { model: models[1], strategy: undefined, seed: 7, ratio: 0.5 };
  const several = settleDepartures(first, link);
  const a = { model, masking: { strategy: 'random', seed: 0, ratio: 0.75 } } as unknown as Playground;
  expect(differing(a, several)).toEqual(['model', 'seed', 'ratio']);
  expect(differing(a, choose(several, { seed: undefined }))).toEqual(['model', 'ratio']);
  expect(differing(a, choose(several, { seed: 8 }))).toEqual(['seed']);
});
