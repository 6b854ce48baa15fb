import { expect, test } from 'vitest';
import { chartOf, scaleByFactors, scaleFromZero, scaleOf } from './chart';

const frame = { width: 300, height: 200, left: 40, right: 60, top: 10, bottom: 40 };
const decibels = (...values: number[]) => scaleOf(values, 5, 10, 20);

/** The corners of a path, as [x, y]. */
const corners = (path: string): number[][] =>
  [...path.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

test('ratios run from the left edge of the frame to the right one, values from its bottom up', () => {
  const { x, y, ticks } = chartOf(decibels(22), frame);
  expect([x(0), x(0.5), x(1)]).toEqual([40, 140, 240]);
  expect([y(ticks[0]), y(ticks[ticks.length - 1])]).toEqual([160, 10]);
  expect(y(20)).toBeLessThan(y(15));
});

test('ticks are whole steps and hold every value, also of the worst prediction', () => {
  expect(chartOf(decibels(-3, 31), frame).ticks).toEqual([-5, 0, 5, 10, 15, 20, 25, 30, 35]);
});

test('a line has a corner at each point, and none where there is no number', () => {
  const { x, y, path } = chartOf(decibels(25, Number.NaN, 20), frame);
  const line = path([
    [0.25, 25],
    [0.5, Number.NaN],
    [0.75, 20],
  ]);
  expect(corners(line)).toEqual([
    [x(0.25), y(25)],
    [x(0.75), y(20)],
  ]);
  expect(line).toMatch(/^M[^M]*$/);
});

test('before the first point there is a frame and no line', () => {
  const { ticks, path } = chartOf(decibels(), frame);
  expect(ticks).toEqual([10, 15, 20]);
  expect(path([])).toBe('');
});

test.each([
  [[], [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [[0], [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [
    [0.4, 1.7],
    [0, 0.5, 1, 1.5, 2],
  ],
  [
    [41, 12],
    [0, 10, 20, 30, 40, 50],
  ],
  [[5], [0, 1, 2, 3, 4, 5]],
  [
    [870, Number.POSITIVE_INFINITY],
    [0, 200, 400, 600, 800, 1000],
  ],
])('from zero, %j lie among round numbers', (values, ticks) => {
  expect(chartOf(scaleFromZero(values), frame).ticks).toEqual(ticks);
});

test.each([
  [[], [1, 1.5]],
  [[0], [1, 1.5]],
  [[1], [1, 1.5]],
  [
    [0.36, 2.3],
    [0.3, 0.5, 0.7, 1, 1.5, 2, 3],
  ],
  [
    [0.98, Number.NaN, 1.02],
    [0.7, 1, 1.5],
  ],
  [
    [7, 12],
    [7, 10, 15],
  ],
])('by factors, %j lie among round numbers', (values, ticks) => {
  expect(chartOf(scaleByFactors(values), frame).ticks).toEqual(ticks);
});

test('by factors, half is as far below one as one is below two, and nothing is drawn of nought', () => {
  const { y, ticks, path } = chartOf(scaleByFactors([0.3, 3]), frame);
  expect(y(0.5) - y(1)).toBeCloseTo(y(1) - y(2));
  expect([y(ticks[0]), y(ticks[ticks.length - 1])]).toEqual([160, 10]);
  expect(
    corners(
      path([
        [0, 0],
        [1, 1],
      ]),
    ),
  ).toHaveLength(1);
});
