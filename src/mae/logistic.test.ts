import { assert, constantFrom, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { type Clusters, clusters } from '../test/clusters';
import reference from './fixtures/probe.json';
import { fitLogistic, type Logistic, probabilities } from './logistic';
import { torchRand } from './random';
import { applyStandard, standardOf } from './standardise';
import { dot } from './vectors';

const someClusters = record({
  seed: integer({ min: 0, max: 1000 }),
  count: integer({ min: 4, max: 20 }),
  width: integer({ min: 1, max: 30 }),
  classes: integer({ min: 2, max: 4 }),
  lambda: constantFrom(1e-4, 1e-3, 1e-2, 1e-1, 1),
}).map(({ seed, count, width, classes, lambda }) => ({ ...clusters(seed, count, width, classes), lambda }));

const fitted = ({ rows, labels, classes }: Clusters, lambda: number): Logistic =>
  fitLogistic(rows, labels, classes, lambda);

/** The largest difference between what two fits say of rows, each of its own. */
const farthest = (
  a: Logistic,
  ofA: readonly Float64Array[],
  b: Logistic,
  ofB: readonly Float64Array[],
): number =>
  Math.max(
    ...ofA.flatMap((row, i) => {
      const other = probabilities(b, ofB[i]);
      return Array.from(probabilities(a, row), (value, c) => Math.abs(value - other[c]));
    }),
  );

test.each(reference.cases)(
  '$name: the probabilities of the recipe, to 1e-5, of all rows and of each that is left out',
  ({ rows, labels, classes, fits, penalties, leftOut }) => {
    const standard = standardOf(rows);
    const all = rows.map((row) => applyStandard(standard, row));
    const truth = Int32Array.from(labels);
    const differ = (actual: Float64Array, wanted: number[]) =>
      wanted.map((value, c) => Math.abs(value - actual[c]));
    for (const { penalty, probabilities: wanted } of fits) {
      const fit = fitLogistic(all, truth, classes, penalty);
      const differences = all.flatMap((row, i) => differ(probabilities(fit, row), wanted[i]));
      expect(Math.max(...differences)).toBeLessThan(1e-5);
    }
    const differences = all.flatMap((row, left) => {
      const isOther = (_: unknown, i: number) => i !== left;
      const fit = fitLogistic(all.filter(isOther), truth.filter(isOther), classes, penalties[left]);
      return differ(probabilities(fit, row), leftOut[left]);
    });
    expect(Math.max(...differences)).toBeLessThan(1e-5);
  },
);

test('probabilities add up to 1', () => {
  assert(
    property(someClusters, ({ lambda, ...sample }) => {
      const fit = fitted(sample, lambda);
      for (const row of sample.rows) {
        const chances = probabilities(fit, row);
        expect(chances.every((value) => value >= 0)).toBe(true);
        expect(chances.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      }
    }),
  );
});

test('at the optimum no weight and no bias makes the cost smaller: its gradient is zero', () => {
  assert(
    property(someClusters, ({ lambda, ...sample }) => {
      const { rows, labels, classes } = sample;
      const [n, d] = [rows.length, rows[0].length];
      const fit = fitted(sample, lambda);
      const missed = rows.map((row, i) =>
        probabilities(fit, row).map((chance, c) => chance - Number(labels[i] === c)),
      );
      for (let c = 0; c < classes; c++) {
        expect(Math.abs(missed.reduce((sum, of) => sum + of[c], 0) / n)).toBeLessThan(1e-8);
        for (let k = 0; k < d; k++) {
          const slope = missed.reduce((sum, of, i) => sum + of[c] * rows[i][k], 0) / n;
          expect(Math.abs(slope + lambda * fit.weights[c * d + k])).toBeLessThan(1e-8);
        }
      }
    }),
  );
});

test('turning the features changes no probability', () => {
  assert(
    property(someClusters, integer({ min: 0, max: 1000 }), ({ lambda, ...sample }, seed) => {
      const axis = Float64Array.from(torchRand(seed, sample.rows[0].length)[0], (value) => value - 0.4);
      const mirrored = sample.rows.map((row) => {
        const part = (2 * dot(row, axis)) / dot(axis, axis);
        return row.map((value, i) => value - part * axis[i]);
      });
      const other = fitted({ ...sample, rows: mirrored }, lambda);
      expect(farthest(fitted(sample, lambda), sample.rows, other, mirrored)).toBeLessThan(1e-5);
    }),
  );
});

test('a feature that is always 0, the order of rows and a second copy of all change nothing', () => {
  assert(
    property(someClusters, ({ lambda, ...sample }) => {
      const { rows, labels, classes } = sample;
      const fit = fitted(sample, lambda);
      const wider = rows.map((row) => Float64Array.of(0, ...row));
      expect(farthest(fit, rows, fitted({ ...sample, rows: wider }, lambda), wider)).toBeLessThan(1e-5);
      const back = { rows: rows.toReversed(), labels: labels.toReversed(), classes };
      expect(farthest(fit, rows, fitted(back, lambda), rows)).toBeLessThan(1e-5);
      const twice = { rows: [...rows, ...rows], labels: Int32Array.of(...labels, ...labels), classes };
      expect(farthest(fit, rows, fitted(twice, lambda), rows)).toBeLessThan(1e-5);
    }),
  );
});

test('a stronger penalty makes smaller weights, and one without end the shares of classes', () => {
  assert(
    property(someClusters, ({ lambda, ...sample }) => {
      const lengthOf = ({ weights }: Logistic) => Math.sqrt(dot(weights, weights));
      expect(lengthOf(fitted(sample, lambda * 2))).toBeLessThan(lengthOf(fitted(sample, lambda)));
      const blind = probabilities(fitted(sample, 1e6), sample.rows[0]);
      blind.forEach((chance, c) => {
        const share = sample.labels.filter((label) => label === c).length / sample.labels.length;
        expect(chance).toBeCloseTo(share, 4);
      });
    }),
  );
});

test('a class without a row has probability 0, and the others are as if it did not exist', () => {
  const { rows, labels } = clusters(2, 12, 5, 2);
  const without = fitLogistic(rows, labels, 2, 0.01);
  const between = fitLogistic(
    rows,
    labels.map((label) => label * 2),
    3,
    0.01,
  );
  for (const row of rows) {
    const [first, second] = probabilities(without, row);
    expect([...probabilities(between, row)]).toEqual([first, 0, second]);
  }
});

test('rows that say nothing, and rows of one class only', () => {
  const nothing = fitLogistic(
    [0, 0, 0].map(() => new Float64Array(2)),
    Int32Array.of(0, 1, 1),
    2,
    1e-4,
  );
  expect(probabilities(nothing, Float64Array.of(3, 4))[1]).toBeCloseTo(2 / 3, 8);
  const { rows } = clusters(0, 4, 3, 1);
  expect([...probabilities(fitLogistic(rows, new Int32Array(4).fill(1), 2, 1), rows[0])]).toEqual([0, 1]);
});

test('rows that are not finite are refused', () => {
  const rows = [Float64Array.of(1, Number.NaN), Float64Array.of(2, 1)];
  expect(() => fitLogistic(rows, Int32Array.of(0, 1), 2, 1)).toThrow(RangeError);
});
