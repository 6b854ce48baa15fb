import { assert, constantFrom, double, integer, nat, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { placeIn } from '../../mae/geometry';
import { squareGrid } from '../../test/square';
import { patchUnder, stepFrom } from './patchCursor';

const KEYS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'];
const press = (key: string, held = {}) => ({ key, altKey: false, ctrlKey: false, metaKey: false, ...held });
const anySide = integer({ min: 1, max: 16 });
const anyPatch = record({ rows: anySide, columns: anySide }).chain((grid) =>
  nat(grid.rows * grid.columns - 1).map((patch) => ({ grid, patch })),
);
const TEN = squareGrid(10);

test('every key stays on the grid and keeps the row or the column', () => {
  assert(
    property(anyPatch, constantFrom(...KEYS), ({ grid, patch }, key) => {
      const [row, column] = placeIn(grid, patch);
      const next = stepFrom(press(key), patch, grid) ?? Number.NaN;
      const [toRow, toColumn] = placeIn(grid, next);
      expect(next >= 0 && next < grid.rows * grid.columns).toBe(true);
      expect(toRow === row || toColumn === column).toBe(true);
    }),
  );
});

test('arrows go to the neighbour, and the four others to the rim', () => {
  expect(KEYS.map((key) => stepFrom(press(key), 27, TEN))).toEqual([17, 37, 26, 28, 20, 29, 7, 97]);
});

test('keys that belong to the browser, and those of no direction, lead nowhere', () => {
  expect(stepFrom(press('ArrowUp', { ctrlKey: true }), 27, TEN)).toBeUndefined();
  expect(stepFrom(press('a'), 27, TEN)).toBeUndefined();
});

test('a pointer in the middle of a patch is over it, and one outside over the nearest', () => {
  const getBoundingClientRect = () => ({ left: 100, top: 50, width: 320, height: 320 });
  const at = (clientX: number, clientY: number) => ({
    currentTarget: { getBoundingClientRect } as unknown as Element,
    clientX,
    clientY,
  });
  assert(
    property(anyPatch, ({ grid, patch }) => {
      const [row, column] = placeIn(grid, patch);
      const middle = (place: number, count: number): number => ((place + 0.5) * 320) / count;
      const [x, y] = [100 + middle(column, grid.columns), 50 + middle(row, grid.rows)];
      expect(patchUnder(at(x, y), grid)).toBe(patch);
    }),
  );
  assert(
    property(double({ min: -1e6, max: 99, noNaN: true }), (outside) => {
      expect(patchUnder(at(outside, 210), squareGrid(4))).toBe(8);
    }),
  );
});
