import { assert, integer, nat, property } from 'fast-check';
import { expect, test } from 'vitest';
import { torchRand } from '../../mae/random';
import { gridByLikeness, gridIn } from './positions';

/** As `get_2d_sincos_pos_embed` of the authors' code has it, without the class token's zeros before them. */
function sincos(width: number, rows: number, columns: number): Float32Array {
  const quarter = width / 4;
  const line = (place: number): number[] => {
    const angles = Array.from({ length: quarter }, (_, i) => place / 10000 ** (i / quarter));
    return [...angles.map(Math.sin), ...angles.map(Math.cos)];
  };
  const cells = Array.from({ length: rows * columns }, (_, i) => [
    ...line(i % columns),
    ...line(Math.floor(i / columns)),
  ]);
  return Float32Array.from(cells.flat());
}

test.each([
  [14, 14],
  [16, 16],
  [8, 32],
  [32, 8],
  [64, 8],
  [1, 7],
])('positions that were computed tell their grid of %i × %i', (rows, columns) => {
  expect(gridIn(sincos(32, rows, columns), 32)).toEqual({ rows, columns });
  expect(
    gridIn(
      sincos(32, rows, columns).map((value) => value * (1 + 2 ** -9)),
      32,
    ),
  ).toEqual({ rows, columns });
});

test('positions that were learned tell none', () => {
  expect(
    gridIn(
      sincos(32, 4, 4).map((value, i) => value + (i === 100 ? 0.1 : 0)),
      32,
    ),
  ).toBeUndefined();
  expect(gridIn(new Float32Array(16 * 32), 32)).toBeUndefined();
  expect(gridIn(new Float32Array(16 * 30), 30)).toBeUndefined();
});

/** As learned: every number a smooth pattern over the picture, and noise. [rows · columns, width] */
function learned(rows: number, columns: number, width: number, seed: number, noise: number): Float32Array {
  const [random] = torchRand(seed, width * 3 + rows * columns * width);
  const wave = (i: number): number => random[i] * 2 - 1;
  const positions = new Float32Array(rows * columns * width);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (let k = 0; k < width; k++) {
        const at = (row * columns + column) * width + k;
        const phase = wave(k) * row + wave(width + k) * column + wave(2 * width + k) * Math.PI;
        positions[at] = Math.cos(phase) + noise * wave(width * 3 + at);
      }
    }
  }
  return positions;
}

const anySide = integer({ min: 3, max: 24 });

test('learned positions of neighbours are alike, and so tell their grid', () => {
  assert(
    property(anySide, anySide, nat(1000), (rows, columns, seed) => {
      expect(gridByLikeness(learned(rows, columns, 96, seed, 0.5), 96)).toEqual({ rows, columns });
    }),
    { numRuns: 40 },
  );
});

test('where nothing is alike nothing is told', () => {
  for (let seed = 0; seed < 20; seed++) {
    expect(gridByLikeness(torchRand(seed, 64 * 64)[0], 64)).toBeUndefined();
    expect(gridByLikeness(torchRand(seed, 196 * 192)[0], 192)).toBeUndefined();
    expect(gridByLikeness(torchRand(seed, 16 * 16)[0], 16)).toBeUndefined();
  }
  expect(gridByLikeness(new Float32Array(16 * 32), 32)).toBeUndefined();
  for (const patches of [0, 1]) expect(gridByLikeness(new Float32Array(patches * 32), 32)).toBeUndefined();
});
