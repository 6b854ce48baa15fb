import { expect, test } from 'vitest';
import type { Point } from '../store/curve';
import { chartOf } from './chart';

const frame = { width: 300, height: 200, left: 40, right: 60, top: 10, bottom: 40 };
const point = (ratio: number, network: number, interpolation = 15, oneColour = 12): Point => ({
  ratio,
  network,
  interpolation,
  oneColour,
});

/** The corners of a path, as [x, y]. */
const corners = (path: string): number[][] =>
  [...path.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

test('ratios run from the left edge of the frame to the right one, decibels from its bottom up', () => {
  const { x, y, ticks } = chartOf([point(0.5, 22)], frame);
  expect([x(0), x(0.5), x(1)]).toEqual([40, 140, 240]);
  expect([y(ticks[0]), y(ticks[ticks.length - 1])]).toEqual([160, 10]);
  expect(y(20)).toBeLessThan(y(15));
});

test('ticks are whole fives and hold every point, also of the worst prediction', () => {
  const { ticks } = chartOf([point(0.5, -3), point(0.75, 31)], frame);
  expect(ticks).toEqual([-5, 0, 5, 10, 15, 20, 25, 30, 35]);
});

test('a line has a corner at each point, and none where there is no number', () => {
  const { x, y, paths } = chartOf([point(0.25, 25), point(0.5, Number.NaN), point(0.75, 20)], frame);
  expect(corners(paths.network)).toEqual([
    [x(0.25), y(25)],
    [x(0.75), y(20)],
  ]);
  expect(corners(paths.interpolation)).toHaveLength(3);
  expect(paths.network).toMatch(/^M[^M]*$/);
});

test('before the first point there is a frame and no line', () => {
  const { ticks, paths } = chartOf([], frame);
  expect(ticks).toEqual([10, 15, 20]);
  expect(Object.values(paths)).toEqual(['', '', '']);
});
