/** What each picture is taken for by all the others: how well features tell classes apart, from few pictures and without a second set. */
import { probabilities } from './logistic';
import { NEIGHBOURS, nearestRows, vote } from './neighbours';
import { type Linear, optimum } from './newton';
import { inRowSpace } from './rowSpace';
import { applyStandard, standardOf } from './standardise';

/** From the strongest: each fit begins where the one before ended. */
const PENALTIES = [1, 1e-1, 1e-2, 1e-3, 1e-4];
const MOST_FOLDS = 5;
const GROUPS = 10;
/** A smaller probability costs no more: that of a class of which no row was left to learn from. */
const RAREST = 1e-12;
/** Costs that differ by less are equal: fits end within rounding of their optimum. */
const EQUAL = 1e-9;

/** Which row of its class each row is, from 0: [n]. */
function placesIn(labels: Int32Array, classes: number): Int32Array {
  const counts = new Int32Array(classes);
  return labels.map((label) => counts[label]++);
}

/** How many rows each class has: [C]. */
function sizesOf(labels: Int32Array, classes: number): Int32Array {
  const sizes = new Int32Array(classes);
  for (const label of labels) sizes[label]++;
  return sizes;
}

/** Which fold each row is in, [n]: as many folds as the smallest class that has rows has, but 2 … 5. */
function foldsOf(labels: Int32Array, classes: number): Int32Array {
  const smallest = Math.min(...sizesOf(labels, classes).filter((size) => size > 0));
  const count = Math.max(2, Math.min(MOST_FOLDS, smallest));
  return placesIn(labels, classes).map((place) => place % count);
}

/** Which group each row is in, [n]: dealt out in turn, the first rows of all classes first. */
function groupsOf(labels: Int32Array, classes: number): Int32Array {
  const places = placesIn(labels, classes);
  const order = [...places.keys()].sort((a, b) => places[a] - places[b] || labels[a] - labels[b]);
  const groups = new Int32Array(labels.length);
  order.forEach((row, rank) => {
    groups[row] = rank % Math.min(GROUPS, labels.length);
  });
  return groups;
}

interface Sample {
  readonly rows: readonly Float64Array[];
  readonly labels: Int32Array;
}

const where = ({ rows, labels }: Sample, isIn: (row: number) => boolean): Sample => ({
  rows: rows.filter((_, row) => isIn(row)),
  labels: labels.filter((_, row) => isIn(row)),
});

/** The penalty for rows in their own space. */
function chosen(sample: Sample, classes: number): number {
  const folds = foldsOf(sample.labels, classes);
  const costs = new Float64Array(PENALTIES.length);
  for (const fold of new Set(folds)) {
    const seen = where(sample, (row) => folds[row] !== fold);
    const left = where(sample, (row) => folds[row] === fold);
    let fit: Linear | undefined;
    PENALTIES.forEach((lambda, which) => {
      const found = optimum(seen.rows, seen.labels, classes, lambda, fit);
      left.rows.forEach((row, i) => {
        const own = probabilities(found, row)[left.labels[i]];
        costs[which] -= Math.log(Math.max(own, RAREST)) / sample.rows.length;
      });
      fit = found;
    });
  }
  let best = 0;
  costs.forEach((cost, which) => {
    if (cost < costs[best] - EQUAL) best = which;
  });
  return PENALTIES[best];
}

/**
 * The penalty λ, one of 1e-4, 1e-3, … 1, with the least mean cross-entropy over left-out rows, of equals the largest: by cross-validation
 * in up to five folds, the i-th row of a class in fold i modulo their number. `rows` [n][d], standardised, with classes `labels` [n],
 * 0 … `classes` − 1; at least two rows of one class.
 */
export const chooseLambda = (rows: readonly Float64Array[], labels: Int32Array, classes: number): number =>
  chosen({ rows: inRowSpace(rows).rows, labels }, classes);

/** The place of the largest number, of equals the first. */
const largest = (values: Float64Array): number => values.indexOf(Math.max(...values));

/** The class of each row. */
export interface LeftOut {
  /** [n] by its nearest neighbours. */
  readonly knn: Int32Array;
  /** [n] by a linear probe. */
  readonly probe: Int32Array;
  /** The penalty of a probe that has seen all rows. */
  readonly lambda: number;
}

/**
 * What each of `features` [n][d] is taken for by all the others, whose classes are `labels` [n], 0 … `classes` − 1. No row has a say in
 * what it is judged by: the penalty too is chosen without it, for each of ten groups by the rows outside (nested cross-validation; Varma &
 * Simon 2006). Only the scale of features is that of all rows, which needs no labels. `onProgress` is told the share that is done, 0 … 1.
 * Throws RangeError for fewer than two classes, for a class with fewer than two rows, and when features are not finite.
 */
export function leaveOneOut(
  features: readonly ArrayLike<number>[],
  labels: Int32Array,
  classes: number,
  onProgress: (share: number) => void = () => {},
): LeftOut {
  if (classes < 2) throw new RangeError('there are no two classes to tell apart');
  if (Math.min(...sizesOf(labels, classes)) < 2) throw new RangeError('a class has fewer than two rows');
  const standard = standardOf(features);
  const { rows } = inRowSpace(features.map((row) => applyStandard(standard, row)));
  const all: Sample = { rows, labels };
  const knn = labels.map((_, row) => {
    const nearest = nearestRows(rows, rows[row], NEIGHBOURS, row);
    return vote(nearest, labels, classes).winner;
  });

  const groups = groupsOf(labels, classes);
  const names = new Set(groups);
  const fitsOfChoice = PENALTIES.length * MOST_FOLDS;
  const total = fitsOfChoice * (names.size + 1) + rows.length;
  let done = 0;
  const told = <T>(result: T, fits: number): T => {
    done += fits;
    onProgress(done / total);
    return result;
  };

  const lambda = told(chosen(all, classes), fitsOfChoice);
  // A fit to all rows is a step away from those that miss one.
  const starts = new Map<number, Linear>();
  const startOf = (penalty: number): Linear => {
    const start = starts.get(penalty) ?? optimum(rows, labels, classes, penalty);
    starts.set(penalty, start);
    return start;
  };
  const probe = new Int32Array(labels.length);
  for (const group of names) {
    const outside = where(all, (row) => groups[row] !== group);
    const penalty = told(chosen(outside, classes), fitsOfChoice);
    const start = startOf(penalty);
    groups.forEach((own, row) => {
      if (own !== group) return;
      const others = where(all, (other) => other !== row);
      const fit = optimum(others.rows, others.labels, classes, penalty, start);
      probe[row] = told(largest(probabilities(fit, rows[row])), 1);
    });
  }
  return { knn, probe, lambda };
}
