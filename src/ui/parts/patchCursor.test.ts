import { assert, constantFrom, double, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { patchUnder, placeOf, stepFrom } from './patchCursor';

const KEYS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'];
const press = (key: string, held = {}) => ({ key, altKey: false, ctrlKey: false, metaKey: false, ...held });
const anyPatch = integer({ min: 1, max: 16 }).chain((grid) =>
  integer({ min: 0, max: grid * grid - 1 }).map((patch) => ({ grid, patch })),
);

test('every key stays on the grid and keeps the row or the column', () => {
  assert(
    property(anyPatch, constantFrom(...KEYS), ({ grid, patch }, key) => {
      const [row, column] = placeOf(patch, grid);
      const next = stepFrom(press(key), patch, grid) ?? Number.NaN;
      const [toRow, toColumn] = placeOf(next, grid);
      expect(next >= 0 && next < grid * grid).toBe(true);
      expect(toRow === row || toColumn === column).toBe(true);
    }),
  );
});

test('arrows go to the neighbour, and the four others to the rim', () => {
  expect(KEYS.map((key) => stepFrom(press(key), 27, 10))).toEqual([17, 37, 26, 28, 20, 29, 7, 97]);
});

test('keys that belong to the browser, and those of no direction, lead nowhere', () => {
  expect(stepFrom(press('ArrowUp', { ctrlKey: true }), 27, 10)).toBeUndefined();
  expect(stepFrom(press('a'), 27, 10)).toBeUndefined();
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
      const [row, column] = placeOf(patch, grid);
      const middle = (place: number): number => ((place + 0.5) * 320) / grid;
      expect(patchUnder(at(100 + middle(column), 50 + middle(row)), grid)).toBe(patch);
    }),
  );
  assert(
    property(double({ min: -1e6, max: 99, noNaN: true }), (outside) => {
      expect(patchUnder(at(outside, 210), 4)).toBe(8);
    }),
  );
});
