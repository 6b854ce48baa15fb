import { array, assert, constantFrom, integer, nat, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { squareGrid } from '../test/square';
import { isSameGrid, placeIn } from './geometry';
import {
  countVisible,
  fitGrid,
  type HandMask,
  handNoise,
  invert,
  isSameHand,
  paint,
  readMask,
  rectangle,
  stroke,
  writeMask,
} from './handMask';
import { keepLeast } from './mask';

const anySide = integer({ min: 1, max: 16 });
const anyMask = record({ rows: anySide, columns: anySide }).chain((grid) => {
  const length = grid.rows * grid.columns;
  return array(constantFrom(0, 1), { minLength: length, maxLength: length })
    .filter((bits) => bits.includes(0))
    .map((bits): HandMask => ({ grid, mask: Uint8Array.from(bits) }));
});
const allVisible = (side: number): HandMask => ({
  grid: squareGrid(side),
  mask: new Uint8Array(side * side),
});

test('a plan made from a hand mask hides exactly what was painted', () => {
  assert(
    property(anyMask, integer({ min: 0, max: 99 }), (hand, seed) => {
      expect(keepLeast(handNoise(hand, seed), countVisible(hand.mask)).mask).toEqual(hand.mask);
    }),
  );
});

test('at a higher ratio everything painted stays hidden, at a lower one everything shown stays visible', () => {
  assert(
    property(anyMask, (hand) => {
      const visible = countVisible(hand.mask);
      const more = keepLeast(handNoise(hand, 1), Math.ceil(visible / 2)).mask;
      const fewer = keepLeast(handNoise(hand, 1), Math.min(hand.mask.length, visible * 2)).mask;
      hand.mask.forEach((hidden, patch) => {
        if (hidden) expect(more[patch]).toBe(1);
        else expect(fewer[patch]).toBe(0);
      });
    }),
  );
});

test('reading undoes writing', () => {
  assert(
    property(anyMask, (hand) => {
      expect(readMask(writeMask(hand))).toEqual(hand);
    }),
  );
  expect(writeMask(allVisible(14))).toHaveLength(49);
  expect(writeMask({ grid: { rows: 2, columns: 4 }, mask: Uint8Array.of(1, 0, 0, 1, 0, 0, 0, 1) })).toBe(
    '2x4.91',
  );
});

test.each(['', 'xyz', 'ff', 'f', '00', 'FFFF', '2x4.9', '2x4.ff', '0x4.9', '2x4', '2x4.912', '02x4.91'])(
  '“%s” is no mask',
  (text) => {
    expect(readMask(text)).toBeUndefined();
  },
);

test('painting changes only the patches it is given, and inverting twice changes nothing', () => {
  assert(
    property(anyMask, (hand) => {
      const painted = paint(hand, [0], 0);
      expect(painted?.mask.slice(1)).toEqual(hand.mask.slice(1));
      expect(painted?.mask[0]).toBe(0);
      const inverted = invert(hand);
      if (inverted?.mask.includes(1)) expect(invert(inverted)).toEqual(hand);
    }),
  );
});

test('the last visible patch cannot be hidden', () => {
  const last = paint(allVisible(2), [0, 1, 2], 1);
  expect(last?.mask).toEqual(Uint8Array.of(1, 1, 1, 0));
  expect(last && paint(last, [3], 1)).toBeUndefined();
  expect(invert(allVisible(2))).toBeUndefined();
});

test('a rectangle has the same patches whichever corner it starts from', () => {
  expect(rectangle(squareGrid(4), 1, 10)).toEqual([1, 2, 5, 6, 9, 10]);
  expect(rectangle(squareGrid(4), 10, 1)).toEqual([1, 2, 5, 6, 9, 10]);
  expect(rectangle(squareGrid(4), 9, 2)).toEqual([1, 2, 5, 6, 9, 10]);
});

test('a rectangle of a wide grid lies where it is painted', () => {
  expect(rectangle({ rows: 2, columns: 5 }, 8, 1)).toEqual([1, 2, 3, 6, 7, 8]);
});

test('a stroke has no gaps', () => {
  assert(
    property(constantFrom(4, 14, 49), nat(195), nat(195), (columns, from, to) => {
      const grid = { rows: 196 / columns, columns };
      const patches = stroke(grid, from, to);
      expect(patches[0]).toBe(from);
      expect(patches.at(-1)).toBe(to);
      patches.slice(1).forEach((patch, i) => {
        const [[row, column], [rowBefore, columnBefore]] = [patch, patches[i]].map((one) =>
          placeIn(grid, one),
        );
        expect(Math.abs(column - columnBefore)).toBeLessThanOrEqual(1);
        expect(Math.abs(row - rowBefore)).toBeLessThanOrEqual(1);
      });
    }),
  );
});

test('on a grid twice as fine the mask looks the same, and fitting back gives it again', () => {
  assert(
    property(anyMask, (hand) => {
      const { rows, columns } = hand.grid;
      const fine = fitGrid(hand, { rows: rows * 2, columns: columns * 2 });
      fine.mask.forEach((hidden, patch) => {
        const [row, column] = placeIn(fine.grid, patch).map((place) => place >> 1);
        expect(hidden).toBe(hand.mask[row * columns + column]);
      });
      expect(fitGrid(fine, hand.grid)).toEqual(hand);
    }),
  );
});

test('a mask always fits with at least one visible patch', () => {
  const lonely = paint({ grid: squareGrid(8), mask: new Uint8Array(64).fill(1) }, [0], 0) as HandMask;
  expect([...fitGrid(lonely, squareGrid(2)).mask].filter((hidden) => hidden === 0)).toHaveLength(1);
});

test('two masks are the same if every patch is, whoever painted them', () => {
  assert(
    property(anyMask, anyMask, (hand, other) => {
      expect(isSameHand(hand, { ...hand, mask: hand.mask.slice() })).toBe(true);
      const isSame = isSameGrid(hand.grid, other.grid) && writeMask(hand) === writeMask(other);
      expect(isSameHand(hand, other)).toBe(isSame);
      expect(isSameHand(hand, undefined)).toBe(false);
    }),
  );
  expect(isSameHand(undefined, undefined)).toBe(true);
});
