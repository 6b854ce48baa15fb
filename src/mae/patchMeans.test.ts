import { expect, test } from 'vitest';
import { patchMeans } from './patchMeans';

/** Two patches of 2 × 2, beside each other. */
const geometry = { width: 4, height: 2, patchSize: 2, channels: 3 };
const square = {
  width: 4,
  height: 2,
  data: new Uint8ClampedArray(
    [
      [10, 0, 0],
      [20, 0, 0],
      [0, 100, 7],
      [0, 102, 7],
      [30, 0, 0],
      [40, 0, 0],
      [0, 104, 7],
      [0, 106, 7],
    ].flatMap((pixel) => [...pixel, 255]),
  ),
};
const redOf = ({ data }: { data: Uint8ClampedArray }): number[] => [...data].filter((_, i) => i % 4 === 0);

test('a hidden patch has its mean colour everywhere, a visible one is as it was', () => {
  const means = patchMeans(square, Uint8Array.of(1, 0), geometry);
  expect(redOf(means)).toEqual([25, 25, 0, 0, 25, 25, 0, 0]);
  expect([...means.data.slice(8, 12)]).toEqual([0, 100, 7, 255]);
});

test('of a picture that is flat in every patch nothing is lost', () => {
  const flat = patchMeans(square, Uint8Array.of(1, 1), geometry);
  expect(patchMeans(flat, Uint8Array.of(1, 1), geometry).data).toEqual(flat.data);
});
