/** Masks made by hand: painted patch by patch, written as text, and carried over to a model with another grid. */
import type { MaskPlan } from './mask';
import { torchRand } from './random';

export interface HandMask {
  /** Patches along one side. */
  readonly grid: number;
  /** [grid²] 0 visible, 1 hidden; at least one is visible. */
  readonly mask: Uint8Array;
}

/** Whether both hide the same patches of the same grid; two that are missing are the same. */
export const isSameHand = (a: HandMask | undefined, b: HandMask | undefined): boolean =>
  a === b || (a?.grid === b?.grid && !!a?.mask.every((hidden, patch) => hidden === b?.mask[patch]));

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
export function rectangle(grid: number, from: number, to: number): number[] {
  const span = (a: number, b: number): number[] =>
    Array.from({ length: Math.abs(a - b) + 1 }, (_, i) => Math.min(a, b) + i);
  const rows = span(Math.floor(from / grid), Math.floor(to / grid));
  const columns = span(from % grid, to % grid);
  return rows.flatMap((row) => columns.map((column) => row * grid + column));
}

/**
 * The patches that a straight stroke from one patch to another passes, both included: a quick pointer skips patches between two of
 * its events.
 */
export function stroke(grid: number, from: number, to: number): number[] {
  const [rows, columns] = [Math.floor(to / grid) - Math.floor(from / grid), (to % grid) - (from % grid)];
  const steps = Math.max(Math.abs(rows), Math.abs(columns), 1);
  return Array.from({ length: steps + 1 }, (_, i) => {
    const row = Math.floor(from / grid) + Math.round((rows * i) / steps);
    return row * grid + (from % grid) + Math.round((columns * i) / steps);
  });
}

/** The same picture of hidden and visible on another grid: each patch becomes what lies at its middle. */
export function fitGrid(hand: HandMask, grid: number): HandMask {
  if (hand.grid === grid) return hand;
  const at = (place: number): number => Math.floor(((place + 0.5) * hand.grid) / grid);
  const mask = Uint8Array.from(
    { length: grid * grid },
    (_, patch) => hand.mask[at(Math.floor(patch / grid)) * hand.grid + at(patch % grid)],
  );
  // A coarser grid can miss every visible patch.
  if (!mask.includes(0)) mask[Math.floor(mask.length / 2)] = 0;
  return { grid, mask };
}

/** Noise [grid²] by which keeping as many patches as the hand mask shows gives the hand mask; fewer or more hides or shows at random. */
export function handNoise({ grid, mask }: HandMask, seed: number): Float32Array {
  return torchRand(seed, grid * grid)[0].map((random, patch) => (random + mask[patch]) / 2);
}

/** How many patches are visible. */
export const countVisible = (mask: Uint8Array): number => mask.reduce((sum, hidden) => sum + 1 - hidden, 0);

/** The share of hidden patches, 0 … 1. */
export const ratioOf = (mask: Uint8Array): number => 1 - countVisible(mask) / mask.length;

export const handMaskOf = ({ mask }: MaskPlan): HandMask => ({ grid: Math.sqrt(mask.length), mask });

/** The mask as hexadecimal digits, four patches each in reading order, the first the highest bit; the last is filled up with zeros. */
export function writeMask({ mask }: HandMask): string {
  return Array.from({ length: Math.ceil(mask.length / 4) }, (_, digit) => {
    const bits = [0, 1, 2, 3].map((bit) => mask[digit * 4 + bit] ?? 0);
    return bits.reduce((sum, bit) => sum * 2 + bit, 0).toString(16);
  }).join('');
}

/** Undoes `writeMask`; undefined for text that is no mask of a square grid with at least one visible patch. */
export function readMask(text: string): HandMask | undefined {
  const grid = Math.floor(Math.sqrt(text.length * 4));
  if (!/^[0-9a-f]+$/.test(text) || Math.ceil(grid ** 2 / 4) !== text.length) return undefined;
  const mask = Uint8Array.from(
    { length: grid ** 2 },
    (_, patch) => (Number.parseInt(text[patch >> 2], 16) >> (3 - (patch & 3))) & 1,
  );
  return mask.includes(0) ? { grid, mask } : undefined;
}
