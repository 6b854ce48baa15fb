import { expect, test } from 'vitest';
import { clusters } from '../test/clusters';
import reference from './fixtures/probe.json';
import { chooseLambda, leaveOneOut } from './leaveOneOut';
import { fitLogistic, probabilities } from './logistic';
import { applyStandard, standardOf } from './standardise';

test.each(reference.cases)(
  '$name: every choice and every answer is that of the recipe',
  ({ rows, labels, classes, chosen, groups, penalties, nearestNeighbours, probe }) => {
    const truth = Int32Array.from(labels);
    const found = leaveOneOut(rows, truth, classes);
    expect(found.lambda).toBe(chosen);
    expect([...found.knn]).toEqual(nearestNeighbours);
    expect([...found.probe]).toEqual(probe);

    const standard = standardOf(rows);
    const all = rows.map((row) => applyStandard(standard, row));
    expect(chooseLambda(all, truth, classes)).toBe(chosen);
    groups.forEach((group, row) => {
      const isOutside = (_: unknown, i: number) => groups[i] !== group;
      expect(chooseLambda(all.filter(isOutside), truth.filter(isOutside), classes)).toBe(penalties[row]);
    });
  },
);

test('classes far apart are told without a mistake', () => {
  const { rows, labels, classes } = clusters(1, 24, 12, 4, 20);
  const { knn, probe } = leaveOneOut(rows, labels, classes);
  expect(knn).toEqual(labels);
  expect(probe).toEqual(labels);
});

test('features that say nothing leave the strongest penalty', () => {
  const rows = Array.from({ length: 12 }, () => Float32Array.of(0.3, 7));
  const labels = Int32Array.from(rows, (_, i) => i % 3);
  expect(leaveOneOut(rows, labels, 3).lambda).toBe(1);
});

test('each answer of the probe is that of a fit to all other rows', () => {
  // Ten classes of two: both rows of a class are in one group, and its penalty is chosen without the class.
  const { rows, labels, classes } = clusters(7, 20, 30, 10, 1.5);
  const { probe } = leaveOneOut(rows, labels, classes);
  const standard = standardOf(rows);
  const all = rows.map((row) => applyStandard(standard, row));
  labels.forEach((own, row) => {
    const isOutside = (_: unknown, i: number) => labels[i] !== own;
    const isOther = (_: unknown, i: number) => i !== row;
    const lambda = chooseLambda(all.filter(isOutside), labels.filter(isOutside), classes);
    const fit = fitLogistic(all.filter(isOther), labels.filter(isOther), classes, lambda);
    const chances = probabilities(fit, all[row]);
    expect(chances[probe[row]]).toBe(Math.max(...chances));
  });
});

test('progress rises to 1', () => {
  const { rows, labels, classes } = clusters(2, 11, 5, 2);
  const shares: number[] = [];
  leaveOneOut(rows, labels, classes, (share) => shares.push(share));
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares[0]).toBeGreaterThan(0);
  expect(shares.at(-1)).toBe(1);
});

test('one class, or a class with one row, is refused', () => {
  const { rows } = clusters(0, 4, 3, 1);
  expect(() => leaveOneOut(rows, new Int32Array(4), 1)).toThrow(RangeError);
  expect(() => leaveOneOut(rows, Int32Array.of(0, 0, 0, 1), 2)).toThrow(RangeError);
  expect(() => leaveOneOut(rows, Int32Array.of(0, 0, 2, 2), 3)).toThrow(RangeError);
});
