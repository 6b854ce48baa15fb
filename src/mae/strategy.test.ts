import { assert, constantFrom, double, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { squareGrid } from '../test/square';
import { lenKeep, MAX_RATIO, type MaskPlan, planMask } from './mask';
import { MAX_SEED } from './random';
import { maskNoise, type Strategy, strategies } from './strategy';

const anyStrategy = constantFrom(...strategies);
const anySeed = integer({ min: 0, max: MAX_SEED });
const anyRatio = double({ min: 0, max: MAX_RATIO, noNaN: true });
const anySide = integer({ min: 1, max: 32 });
const anyGrid = record({ rows: anySide, columns: anySide });

const planFor = (strategy: Strategy, seed: number, ratio: number, grid = squareGrid(14)): MaskPlan =>
  planMask(maskNoise(strategy, seed, grid), ratio);

/** The mask as lines of # (hidden) and . (visible). */
const drawn = ({ mask }: MaskPlan, columns = 14): string[] =>
  Array.from({ length: mask.length / columns }, (_, row) =>
    [...mask.slice(row * columns, (row + 1) * columns)].map((hidden) => (hidden ? '#' : '.')).join(''),
  );

test('every strategy respects the ratio to the patch, on any grid', () => {
  assert(
    property(anyStrategy, anySeed, anyRatio, anyGrid, (strategy, seed, ratio, grid) => {
      expect(planFor(strategy, seed, ratio, grid).idsKeep).toHaveLength(
        lenKeep(grid.rows * grid.columns, ratio),
      );
    }),
    { numRuns: 60 },
  );
});

test('every strategy gives the same mask for the same seed', () => {
  assert(
    property(anyStrategy, anySeed, (strategy, seed) => {
      expect(maskNoise(strategy, seed, squareGrid(14))).toEqual(maskNoise(strategy, seed, squareGrid(14)));
    }),
    { numRuns: 30 },
  );
});

test('the grid keeps one patch in each two by two at 75 %, and a chequerboard at 50 %', () => {
  expect(drawn(planFor('grid', 0, 0.75, squareGrid(6)), 6)).toEqual([
    '.#.#.#',
    '######',
    '.#.#.#',
    '######',
    '.#.#.#',
    '######',
  ]);
  expect(drawn(planFor('grid', 0, 0.5, squareGrid(4)), 4)).toEqual(['.#.#', '#.#.', '.#.#', '#.#.']);
  expect(drawn(planFor('grid', 1, 0.75, squareGrid(4)), 4)).toEqual(['#.#.', '####', '#.#.', '####']);
});

test('on a grid that is not square a strategy looks as on one that is', () => {
  const wide = { rows: 2, columns: 8 };
  expect(drawn(planFor('grid', 0, 0.75, wide), 8)).toEqual(['.#.#.#.#', '########']);
  expect(drawn(planFor('grid', 0, 0.5, wide), 8)).toEqual(['.#.#.#.#', '#.#.#.#.']);
  const first = drawn(planFor('block', 5, 0.25, wide), 8).filter((line) => line.includes('#'));
  expect(first.length).toBeGreaterThan(0);
});

test('blocks are rectangles: the first hides one whole rectangle, and at 50 % hidden patches lie together', () => {
  const first = planFor('block', 3, 16 / 196);
  const rows = drawn(first).filter((line) => line.includes('#'));
  expect(new Set(rows.slice(0, -1)).size).toBeLessThanOrEqual(1);

  const sides = (strategy: Strategy): number => {
    const lines = drawn(planFor(strategy, 3, 0.5));
    let edges = 0;
    for (let row = 0; row < 14; row++) {
      for (let column = 0; column < 13; column++) {
        if (lines[row][column] !== lines[row][column + 1]) edges++;
        if (lines[column][row] !== lines[column + 1][row]) edges++;
      }
    }
    return edges;
  };
  expect(sides('block')).toBeLessThan(sides('random') / 2);
});

test('different seeds hide different blocks', () => {
  expect(maskNoise('block', 1, squareGrid(14))).not.toEqual(maskNoise('block', 2, squareGrid(14)));
});
