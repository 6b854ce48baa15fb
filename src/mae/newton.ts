/**
 * Multinomial logistic regression by Newton's method. Its equations are solved by conjugate gradients, no better than the step is worth,
 * and the step is halved until it goes down (Nocedal & Wright 2006, section 7.1).
 */
import { type RowMatrix, rowMatrix, timesColumns, weighedRows } from './rowMatrix';
import { add, dot } from './vectors';

/** Length of the gradient at an optimum. */
const STILL = 1e-9;
/** Of Newton's method, which takes about five, and of conjugate gradients within one. */
const STEPS = 100;
const INNER = 500;
/** A step that has to be shorter leads nowhere. */
const LEAST_SHARE = 1e-9;

/** Scores of classes: weights · row + bias. */
export interface Linear {
  /** [C · d] */
  readonly weights: Float64Array;
  /** [C]; −∞ for a class of which there was no row. */
  readonly bias: Float64Array;
}

/** Of rows whose first number is 1, so that a class's first weight is its bias. */
interface Problem {
  readonly matrix: RowMatrix;
  /** [n] 0 … classes − 1 */
  readonly labels: Int32Array;
  readonly classes: number;
  readonly lambda: number;
}

/** Makes probabilities of `scores` [C · padded], into `chances` [C · padded], and gives the mean cross-entropy. */
function softmax(
  scores: Float64Array,
  { matrix: { padded }, labels }: Problem,
  chances: Float64Array,
): number {
  let loss = 0;
  for (let i = 0; i < labels.length; i++) {
    let most = scores[i];
    for (let at = i; at < scores.length; at += padded) most = Math.max(most, scores[at]);
    let sum = 0;
    for (let at = i; at < scores.length; at += padded) {
      chances[at] = Math.exp(scores[at] - most);
      sum += chances[at];
    }
    for (let at = i; at < scores.length; at += padded) chances[at] /= sum;
    loss += Math.log(sum) + most - scores[labels[i] * padded + i];
  }
  return loss / labels.length;
}

/** The penalty's part in a gradient or a second derivative: adds λ times `weights` to `out`, biases left out. */
function addPenalty(out: Float64Array, weights: Float64Array, { matrix: { width }, lambda }: Problem): void {
  for (let from = 0; from < out.length; from += width)
    for (let at = from + 1; at < from + width; at++) out[at] += lambda * weights[at];
}

/** λ times the product of weights, biases left out. */
function penaltyOf(a: Float64Array, b: Float64Array, { matrix: { width }, lambda }: Problem): number {
  let sum = 0;
  for (let from = 0; from < a.length; from += width)
    for (let at = from + 1; at < from + width; at++) sum += a[at] * b[at];
  return lambda * sum;
}

function gradientOf(fit: Float64Array, chances: Float64Array, problem: Problem): Float64Array {
  const { matrix, labels } = problem;
  const n = labels.length;
  const missed = chances.map((chance) => chance / n);
  labels.forEach((label, i) => {
    missed[label * matrix.padded + i] -= 1 / n;
  });
  const gradient = new Float64Array(fit.length);
  weighedRows(matrix, missed, gradient);
  addPenalty(gradient, fit, problem);
  return gradient;
}

/** Newton's step, as well as `enough` asks: the length of what it leaves of the gradient. */
function stepOf(
  gradient: Float64Array,
  chances: Float64Array,
  enough: number,
  problem: Problem,
): Float64Array {
  const { matrix, labels } = problem;
  const { padded } = matrix;
  const step = new Float64Array(gradient.length);
  const left = gradient.map((value) => -value);
  const direction = left.slice();
  const along = new Float64Array(chances.length);
  const image = new Float64Array(gradient.length);
  let size = dot(left, left);
  // Where probabilities are 0 or 1, nothing else holds the biases.
  const hold = 1e-3 * Math.sqrt(size);
  for (let round = 0; round < INNER && size > enough ** 2; round++) {
    // The second derivatives times the direction.
    timesColumns(matrix, direction, along);
    for (let i = 0; i < labels.length; i++) {
      let mean = 0;
      for (let at = i; at < along.length; at += padded) mean += chances[at] * along[at];
      for (let at = i; at < along.length; at += padded)
        along[at] = (chances[at] * (along[at] - mean)) / labels.length;
    }
    weighedRows(matrix, along, image);
    addPenalty(image, direction, problem);
    for (let at = 0; at < image.length; at += matrix.width) image[at] += hold * direction[at];
    const length = size / dot(direction, image);
    add(step, length, direction);
    add(left, -length, image);
    const before = size;
    size = dot(left, left);
    for (let at = 0; at < left.length; at++) direction[at] = left[at] + (size / before) * direction[at];
  }
  return step;
}

interface Place {
  /** [C · padded] */
  readonly scores: Float64Array;
  readonly cost: number;
}

/** Brings `fit` [C · width], in place, to the optimum. Throws RangeError where it finds none: numbers that are not finite. */
function descend(fit: Float64Array, problem: Problem): void {
  const { matrix, classes } = problem;
  const chances = new Float64Array(classes * matrix.padded);
  const change = chances.slice();
  const costOf = (scores: Float64Array, penalty: number): number =>
    softmax(scores, problem, chances) + penalty / 2;
  const start = chances.slice();
  timesColumns(matrix, fit, start);
  let here: Place = { scores: start, cost: costOf(start, penaltyOf(fit, fit, problem)) };
  for (let count = 0; count < STEPS; count++) {
    const gradient = gradientOf(fit, chances, problem);
    const size = Math.sqrt(dot(gradient, gradient));
    if (size <= STILL) return;
    const enough = Math.max(Math.min(0.1, Math.sqrt(size)) * size, STILL / 4);
    const step = stepOf(gradient, chances, enough, problem);
    timesColumns(matrix, step, change);
    const { scores, cost } = here;
    const slope = dot(gradient, step);
    const penalty = penaltyOf(fit, fit, problem);
    const turn = 2 * penaltyOf(fit, step, problem);
    const bend = penaltyOf(step, step, problem);
    const after = (share: number): Place => {
      const there = scores.map((score, at) => score + share * change[at]);
      return { scores: there, cost: costOf(there, penalty + share * (turn + share * bend)) };
    };
    let share = 1;
    here = after(share);
    // Armijo's rule, and what rounding does to costs.
    while (!(here.cost <= cost + 1e-4 * share * slope + 1e-13)) {
      share /= 2;
      if (share < LEAST_SHARE) throw new RangeError('a logistic regression finds no way down');
      here = after(share);
    }
    add(fit, share, step);
  }
}

/**
 * The optimum of (1/n) Σ cross-entropy + (λ/2) ‖weights‖² over `rows` [n][d], at least one, whose classes are `labels` [n],
 * 0 … `classes` − 1; λ > 0. Biases go without penalty; of those that are as good they are the ones that add up to 0. From `start` on, if
 * there is one: a fit to rows of the same classes. Throws RangeError when rows are not finite.
 */
export function optimum(
  rows: readonly Float64Array[],
  labels: Int32Array,
  classes: number,
  lambda: number,
  start?: Linear,
): Linear {
  const d = rows[0].length;
  const width = d + 1;
  // Without a row the best bias is −∞, and no method gets there.
  const present = Array.from({ length: classes }, (_, c) => c).filter((c) => labels.includes(c));
  const fit = new Float64Array(present.length * width);
  if (start) {
    present.forEach((c, place) => {
      fit[place * width] = start.bias[c];
      fit.set(start.weights.subarray(c * d, (c + 1) * d), place * width + 1);
    });
  }
  const withOne = rows.map((row) => {
    const longer = new Float64Array(width).fill(1, 0, 1);
    longer.set(row, 1);
    return longer;
  });
  descend(fit, {
    matrix: rowMatrix(withOne),
    labels: labels.map((label) => present.indexOf(label)),
    classes: present.length,
    lambda,
  });
  const weights = new Float64Array(classes * d);
  const bias = new Float64Array(classes).fill(Number.NEGATIVE_INFINITY);
  present.forEach((c, place) => {
    bias[c] = fit[place * width];
    weights.set(fit.subarray(place * width + 1, (place + 1) * width), c * d);
  });
  return { weights, bias };
}
