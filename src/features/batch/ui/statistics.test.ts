import { expect, test } from 'vitest';
import type { Done } from '../store/reconstructFile';
import { mean, median, sorted } from './statistics';

const done = (path: string, loss: number) => ({ path, loss, width: loss, height: 1 }) as Done;
const paths = (list: readonly Done[]) => list.map(({ path }) => path);

test('mean and median leave out what cannot be measured', () => {
  expect(mean([1, 2, 6, Number.NaN])).toBe(3);
  expect(median([6, 1, 2])).toBe(2);
  expect(median([6, 1, 2, 3, Number.POSITIVE_INFINITY])).toBe(2.5);
  expect(median([4])).toBe(4);
  expect(mean([Number.NaN])).toBeNaN();
  expect(median([])).toBeNaN();
});

const list = [done('10.jpg', 3), done('9.jpg', Number.NaN), done('a.jpg', 1), done('b.jpg', 3)];

test('unsorted is the order of the files', () => {
  expect(sorted(list, undefined)).toBe(list);
});

test('names are ordered as people count', () => {
  expect(paths(sorted(list, { key: 'path', descending: false }))).toEqual([
    '9.jpg',
    '10.jpg',
    'a.jpg',
    'b.jpg',
  ]);
});

test('what cannot be measured comes last, and equals keep their order', () => {
  expect(paths(sorted(list, { key: 'loss', descending: false }))).toEqual([
    'a.jpg',
    '10.jpg',
    'b.jpg',
    '9.jpg',
  ]);
  expect(paths(sorted(list, { key: 'loss', descending: true }))).toEqual([
    '10.jpg',
    'b.jpg',
    'a.jpg',
    '9.jpg',
  ]);
});
