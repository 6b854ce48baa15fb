import { assert, double, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { clusters } from '../test/clusters';
import reference from './fixtures/probe.json';
import { NEIGHBOURS, nearestRows, vote } from './neighbours';
import { applyStandard, standardOf } from './standardise';

test.each(reference.cases)(
  '$name: the neighbours and classes of the recipe, cosines to 1e-9',
  ({ rows, labels, classes, nearestOfFirst, nearestNeighbours }) => {
    const standard = standardOf(rows);
    const all = rows.map((row) => applyStandard(standard, row));
    const ofFirst = nearestRows(all, all[0], NEIGHBOURS, 0);
    expect(ofFirst.map(({ index }) => index)).toEqual(nearestOfFirst.rows);
    ofFirst.forEach(({ cosine }, i) => {
      expect(Math.abs(cosine - nearestOfFirst.cosines[i])).toBeLessThan(1e-9);
    });
    const winners = all.map((row, i) => vote(nearestRows(all, row, NEIGHBOURS, i), labels, classes).winner);
    expect(winners).toEqual(nearestNeighbours);
  },
);

test('nearest first, none left out is nearer, and lengths do not count', () => {
  const { rows } = clusters(3, 12, 4, 2);
  assert(
    property(
      integer({ min: 0, max: 11 }),
      integer({ min: 1, max: 15 }),
      double({ min: 0.1, max: 9, noNaN: true }),
      (query, count, times) => {
        const near = nearestRows(rows, rows[query], count);
        expect(near.length).toBe(Math.min(count, 12));
        expect(near[0].index).toBe(query);
        expect(near[0].cosine).toBeCloseTo(1, 12);
        near.slice(1).forEach(({ cosine }, i) => {
          expect(cosine).toBeLessThanOrEqual(near[i].cosine);
        });
        const longer = nearestRows(
          rows.map((row, i) => row.map((value) => value * (i + 1))),
          rows[query].map((value) => value * times),
          count,
        );
        expect(longer.map(({ index }) => index)).toEqual(near.map(({ index }) => index));
        const others = nearestRows(rows, rows[query], count, query).map(({ index }) => index);
        expect(others).toEqual(
          nearestRows(rows, rows[query], count + 1)
            .slice(1)
            .map(({ index }) => index),
        );
      },
    ),
  );
});

test('a row of zeros is as near to everything, and of equals the earlier is nearer', () => {
  const rows = [Float64Array.of(0, 0), Float64Array.of(2, 0), Float64Array.of(1, 0)];
  expect(nearestRows(rows, Float64Array.of(1, 0), 3)).toEqual([
    { index: 1, cosine: 1 },
    { index: 2, cosine: 1 },
    { index: 0, cosine: 0 },
  ]);
  expect(nearestRows(rows, new Float64Array(2), 3).map(({ index }) => index)).toEqual([0, 1, 2]);
});

test('most votes win, then the larger sum of cosines, then the lower class', () => {
  const of = (...cosines: number[]) => cosines.map((cosine, index) => ({ index, cosine }));
  expect(vote(of(0.9, 0.2, 0.1), [0, 2, 2], 3)).toEqual({ winner: 2, votes: Float64Array.of(1, 0, 2) });
  expect(vote(of(0.5, 0.4, 0.3, 0.1), [0, 2, 2, 0], 3).winner).toBe(2);
  expect(vote(of(0.5, 0.5), [2, 1], 3).winner).toBe(1);
  expect(vote(of(-0.5, -0.1), [1, 2], 3).winner).toBe(2);
});
