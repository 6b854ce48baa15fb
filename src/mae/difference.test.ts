import { expect, test } from 'vitest';
import { squareGeometry } from '../test/square';
import { difference, type Judged } from './difference';
import { blankRaster } from './raster';

const geometry = squareGeometry(4, 2);
const truth = blankRaster(4, 4);
const HIDDEN = Uint8Array.of(1, 1, 1, 1);

/** A picture that is wrong by `levels` in every colour of the pixels named. */
function drawn(levels: number, pixels: Iterable<number> = Array(16).keys()) {
  const raster = blankRaster(4, 4);
  for (const pixel of pixels) raster.data.fill(levels, pixel * 4, pixel * 4 + 3);
  return raster;
}

const judged = (facts: Partial<Judged>): Judged => ({
  drawn: truth,
  truth,
  mask: HIDDEN,
  geometry,
  ...facts,
});

test('half the error in levels is six decibels better, and B better is positive', () => {
  const found = difference(judged({ drawn: drawn(40) }), judged({ drawn: drawn(20) }));
  for (const patch of found?.patches ?? []) expect(patch).toBeCloseTo(20 * Math.log10(2), 5);
  expect((found?.psnrB ?? 0) - (found?.psnrA ?? 0)).toBeCloseTo(20 * Math.log10(2), 5);
  expect(found?.psnrA).toBeCloseTo(20 * Math.log10(255 / 40), 5);
});

test('the same picture twice differs nowhere, even where it is without error', () => {
  const same = judged({ drawn: drawn(9, [0, 1]) });
  expect([...(difference(same, same)?.patches ?? [])]).toEqual([0, 0, 0, 0]);
});

test('a picture without error is finitely better than one with', () => {
  const found = difference(judged({ drawn: drawn(255) }), judged({}));
  for (const patch of found?.patches ?? [])
    expect(patch).toBeCloseTo(20 * Math.log10(255 * Math.sqrt(12)), 3);
});

test('a patch that either network saw has no difference and counts for nothing', () => {
  const a = judged({ drawn: drawn(40), mask: Uint8Array.of(0, 1, 1, 1) });
  const b = judged({ drawn: drawn(20, [0, 1, 4, 5, 10, 11, 14, 15]), mask: Uint8Array.of(1, 0, 1, 1) });
  const found = difference(a, b);
  expect([...(found?.patches ?? [])].map(Number.isNaN)).toEqual([true, true, false, false]);
  expect(found?.psnrA).toBeCloseTo(20 * Math.log10(255 / 40), 5);
  expect(found?.psnrB).toBeCloseTo(20 * Math.log10(255 / 20) + 10 * Math.log10(2), 5);
  const [errorsA, errorsB] = [[...(found?.errorsA ?? [])], [...(found?.errorsB ?? [])]];
  expect(errorsA.map(Number.isNaN)).toEqual([true, true, false, false]);
  expect(errorsA[2]).toBeCloseTo((40 / 255) ** 2, 6);
  expect(errorsB[2] + errorsB[3]).toBeCloseTo((20 / 255) ** 2 / 1, 6);
  const nothing = difference(a, judged({ mask: Uint8Array.of(1, 0, 0, 0) }));
  expect(nothing?.psnrA).toBeNaN();
});

test('patches of another size are compared pixel by pixel, on the patches of A', () => {
  const a = judged({ drawn: drawn(40) });
  // Of the sixteen patches of one pixel only the first two are hidden.
  const fine = judged({
    drawn: drawn(20, [0]),
    mask: Uint8Array.from({ length: 16 }, (_, patch) => Number(patch < 2)),
    geometry: squareGeometry(4, 1),
  });
  const found = difference(a, fine);
  expect(found?.patches[0]).toBeCloseTo(20 * Math.log10(2) + 10 * Math.log10(2), 5);
  expect([...(found?.patches ?? [])].map(Number.isNaN)).toEqual([false, true, true, true]);
  expect([...(difference(fine, a)?.patches ?? [])].filter(Number.isFinite)).toHaveLength(2);
});

test('pictures of unequal size are not compared', () => {
  expect(difference(judged({}), judged({ geometry: squareGeometry(8, 2) }))).toBeUndefined();
});
