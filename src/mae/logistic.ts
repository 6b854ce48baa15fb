/** A linear probe: multinomial logistic regression on standardised features, which tells how plainly they say what a picture shows. */
import { type Linear, optimum } from './newton';
import { inRowSpace, outOfRowSpace } from './rowSpace';

/** Plain data, which goes through `postMessage`. */
export type Logistic = Linear;

/**
 * The weights [C · d] and biases [C] that minimise (1/n) Σ cross-entropy + (λ/2) ‖weights‖² over `rows` [n][d], at least one; `labels` [n]
 * are 0 … `classes` − 1. The bias goes without penalty, so λ > 0 makes probabilities that no other fit has (Hastie, Tibshirani & Friedman
 * 2009, section 4.4). Throws RangeError when rows are not finite.
 */
export function fitLogistic(
  rows: readonly Float64Array[],
  labels: Int32Array,
  classes: number,
  lambda: number,
): Logistic {
  const d = rows[0].length;
  // At the optimum weights are sums of rows.
  const space = inRowSpace(rows);
  const { weights, bias } = optimum(space.rows, labels, classes, lambda);
  return { weights: outOfRowSpace(weights, space, classes, d), bias };
}

/** What the fit makes of a row [d]: the probability of each class [C], 0 for one that it has not seen. Their sum is 1. */
export function probabilities({ weights, bias }: Logistic, row: Float64Array): Float64Array {
  const scores = bias.map((score, c) => {
    let sum = score;
    for (let i = 0; i < row.length; i++) sum += weights[c * row.length + i] * row[i];
    return sum;
  });
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
