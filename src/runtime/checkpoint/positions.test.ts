import { expect, test } from 'vitest';
import { gridIn } from './positions';

/** As `get_2d_sincos_pos_embed` of the authors' code has it: the class token's zeros, then rows of the grid. */
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
  return Float32Array.from([...new Array(width).fill(0), ...cells.flat()]);
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
  expect(gridIn(new Float32Array(17 * 32), 32)).toBeUndefined();
  expect(gridIn(new Float32Array(17 * 30), 30)).toBeUndefined();
});
