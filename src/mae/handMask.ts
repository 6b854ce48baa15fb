/** Masks made by hand: painted patch by patch, written as text, and carried over to a model with another grid. */
import { type Grid, isSameGrid, placeIn } from './geometry';
import { torchRand } from './random';

export interface HandMask {
  readonly grid: Grid;
  /** [L] 0 visible, 1 hidden; at least one is visible. */
  readonly mask: Uint8Array;
}

/** Whether both hide the same patches of the same grid; two that are missing are the same. */
export const isSameHand = (a: HandMask | undefined, b: HandMask | undefined): boolean =>
  a === b ||
  (!!a && !!b && isSameGrid(a.grid, b.grid) && a.mask.every((hidden, patch) => hidden === b.mask[patch]));

/** The mask with some patches hidden (1) or shown (0); undefined if no patch would stay visible, which no encoder can work with. */
export function paint(
  { grid, mask }: HandMask,
  patches: Iterable<number>,
  value: 0 | 1,
): HandMask | undefined {
  const painted = mask.slice();
  for (const patch of patches) painted[patch] = value;
  return painted.includes(0) ? { grid, mask: painted } : undefined;
}

/** Hidden becomes visible and visible hidden; undefined if everything was visible. */
export function invert({ grid, mask }: HandMask): HandMask | undefined {
  const inverted = mask.map((hidden) => 1 - hidden);
  return inverted.includes(0) ? { grid, mask: inverted } : undefined;
}

/** The patches of the rectangle between two corners, both included, in reading order. */
export function rectangle(grid: Grid, from: number, to: number): number[] {
  const span = (a: number, b: number): number[] =>
    Array.from({ length: Math.abs(a - b) + 1 }, (_, i) => Math.min(a, b) + i);
  const [[top, left], [bottom, right]] = [placeIn(grid, from), placeIn(grid, to)];
  return span(top, bottom).flatMap((row) => span(left, right).map((column) => row * grid.columns + column));
}

/**
 * The patches that a straight stroke from one patch to another passes, both included: a quick pointer skips patches between two of
 * its events.
 */
export function stroke(grid: Grid, from: number, to: number): number[] {
  const [[top, left], [bottom, right]] = [placeIn(grid, from), placeIn(grid, to)];
  const [rows, columns] = [bottom - top, right - left];
  const steps = Math.max(Math.abs(rows), Math.abs(columns), 1);
  return Array.from({ length: steps + 1 }, (_, i) => {
    const row = top + Math.round((rows * i) / steps);
    return row * grid.columns + left + Math.round((columns * i) / steps);
  });
}

/** The same picture of hidden and visible on another grid: each patch becomes what lies at its middle. */
export function fitGrid(hand: HandMask, grid: Grid): HandMask {
  if (isSameGrid(hand.grid, grid)) return hand;
  const at = (place: number, from: number, to: number): number => Math.floor(((place + 0.5) * from) / to);
  const mask = Uint8Array.from({ length: grid.rows * grid.columns }, (_, patch) => {
    const [row, column] = placeIn(grid, patch);
    const from = hand.grid;
    return hand.mask[at(row, from.rows, grid.rows) * from.columns + at(column, from.columns, grid.columns)];
  });
  // A coarser grid can miss every visible patch.
  if (!mask.includes(0)) mask[Math.floor(mask.length / 2)] = 0;
  return { grid, mask };
}

/** Noise [L] by which keeping as many patches as the hand mask shows gives the hand mask; fewer or more hides or shows at random. */
export function handNoise({ mask }: HandMask, seed: number): Float32Array {
  return torchRand(seed, mask.length)[0].map((random, patch) => (random + mask[patch]) / 2);
}

/** How many patches are visible. */
export const countVisible = (mask: Uint8Array): number => mask.reduce((sum, hidden) => sum + 1 - hidden, 0);

/** The share of hidden patches, 0 … 1. */
export const ratioOf = (mask: Uint8Array): number => 1 - countVisible(mask) / mask.length;

/**
 * The mask as hexadecimal digits, four patches each in reading order, the first the highest bit; the last is filled up with zeros. A grid
 * that is not square stands before them: rows, x, columns and a dot.
 */
export function writeMask({ grid: { rows, columns }, mask }: HandMask): string {
  const digits = Array.from({ length: Math.ceil(mask.length / 4) }, (_, digit) => {
    const bits = [0, 1, 2, 3].map((bit) => mask[digit * 4 + bit] ?? 0);
    return bits.reduce((sum, bit) => sum * 2 + bit, 0).toString(16);
  }).join('');
  return rows === columns && rows > 1 ? digits : `${rows}x${columns}.${digits}`;
}

const WRITTEN = /^(?:(?<rows>[1-9]\d{0,3})x(?<columns>[1-9]\d{0,3})\.)?(?<digits>[0-9a-f]+)$/;

/** Undoes `writeMask`; undefined for text that is no mask with at least one visible patch. */
export function readMask(text: string): HandMask | undefined {
  const { rows, columns, digits } = WRITTEN.exec(text)?.groups ?? {};
  if (!digits) return undefined;
  const side = Math.floor(Math.sqrt(digits.length * 4));
  const grid = { rows: Number(rows ?? side), columns: Number(columns ?? side) };
  const length = grid.rows * grid.columns;
  if (Math.ceil(length / 4) !== digits.length) return undefined;
  const mask = Uint8Array.from(
    { length },
    (_, patch) => (Number.parseInt(digits[patch >> 2], 16) >> (3 - (patch & 3))) & 1,
  );
  return mask.includes(0) ? { grid, mask } : undefined;
}
