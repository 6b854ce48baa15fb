/** Going from patch to patch of a picture, by pointer and by keys: the same wherever patches can be gone to. */
import type { KeyboardEvent, PointerEvent } from 'react';
import { clamp } from '../../mae/clamp';
import { type Grid, placeIn } from '../../mae/geometry';

/** Where a key goes from a row and a column; what lies outside is brought in again. */
const STEPS: Record<string, (row: number, column: number, grid: Grid) => readonly [number, number]> = {
  ArrowUp: (row, column) => [row - 1, column],
  ArrowDown: (row, column) => [row + 1, column],
  ArrowLeft: (row, column) => [row, column - 1],
  ArrowRight: (row, column) => [row, column + 1],
  Home: (row) => [row, 0],
  End: (row, _, { columns }) => [row, columns - 1],
  PageUp: (_, column) => [0, column],
  PageDown: (_, column, { rows }) => [rows - 1, column],
};

/** The patch that a key leads to from another one; undefined for a key that leads nowhere. */
export function stepFrom(
  { key, altKey, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey'>,
  patch: number,
  grid: Grid,
): number | undefined {
  if (altKey || ctrlKey || metaKey) return undefined;
  const [row, column] = STEPS[key]?.(...placeIn(grid, patch), grid) ?? [];
  if (row === undefined || column === undefined) return undefined;
  const { rows, columns } = grid;
  return clamp(row, 0, rows - 1) * columns + clamp(column, 0, columns - 1);
}

/** The patch under a pointer; outside the grid the nearest one. */
export function patchUnder(
  { currentTarget, clientX, clientY }: Pick<PointerEvent, 'currentTarget' | 'clientX' | 'clientY'>,
  { rows, columns }: Grid,
): number {
  const { left, top, width, height } = currentTarget.getBoundingClientRect();
  const place = (share: number, count: number): number => clamp(Math.floor(share * count), 0, count - 1);
  return place((clientY - top) / height, rows) * columns + place((clientX - left) / width, columns);
}
