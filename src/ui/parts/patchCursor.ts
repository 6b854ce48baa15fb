/** Going from patch to patch of a picture, by pointer and by keys: the same wherever patches can be gone to. */
import type { KeyboardEvent, PointerEvent } from 'react';
import { clamp } from '../../mae/clamp';

/** Where a key goes from a row and a column; what lies outside is brought in again. */
const STEPS: Record<string, (row: number, column: number, last: number) => readonly [number, number]> = {
  ArrowUp: (row, column) => [row - 1, column],
  ArrowDown: (row, column) => [row + 1, column],
  ArrowLeft: (row, column) => [row, column - 1],
  ArrowRight: (row, column) => [row, column + 1],
  Home: (row) => [row, 0],
  End: (row, _, last) => [row, last],
  PageUp: (_, column) => [0, column],
  PageDown: (_, column, last) => [last, column],
};

/** The row and the column of a patch, from 0. */
export const placeOf = (patch: number, grid: number): readonly [number, number] => [
  Math.floor(patch / grid),
  patch % grid,
];

/** The patch that a key leads to from another one; undefined for a key that leads nowhere. */
export function stepFrom(
  { key, altKey, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey'>,
  patch: number,
  grid: number,
): number | undefined {
  if (altKey || ctrlKey || metaKey) return undefined;
  const [row, column] = STEPS[key]?.(...placeOf(patch, grid), grid - 1) ?? [];
  if (row === undefined || column === undefined) return undefined;
  return clamp(row, 0, grid - 1) * grid + clamp(column, 0, grid - 1);
}

/** The patch under a pointer; outside the grid the nearest one. */
export function patchUnder(
  { currentTarget, clientX, clientY }: Pick<PointerEvent, 'currentTarget' | 'clientX' | 'clientY'>,
  grid: number,
): number {
  const { left, top, width, height } = currentTarget.getBoundingClientRect();
  const place = (share: number): number => clamp(Math.floor(share * grid), 0, grid - 1);
  return place((clientY - top) / height) * grid + place((clientX - left) / width);
}
