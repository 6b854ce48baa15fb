/**
 * GELU and softmax by products alone, which jax-js computes four at a time, where it computes exponentials and error functions number by
 * number. Values are within 10⁻⁶ of the functions'. Slopes are given, or every product would be kept for the way back.
 */
import { lax, numpy as np } from '@jax-js/jax';

/** A value whose slope over x is `slope`; takes all three. */
const sloped = (value: np.Array, slope: np.Array, x: np.Array): np.Array => {
  const known = lax.stopGradient(x.ref);
  return lax.stopGradient(value).add(lax.stopGradient(slope).mul(x.sub(known)));
};

/** A polynomial of x by Horner's rule, lowest coefficient first. Takes x. */
function polynomial(x: np.Array, coefficients: readonly number[]): np.Array {
  const [highest, ...others] = [...coefficients].reverse();
  const sum = others.reduce((above, one) => above.mul(x.ref).add(one), np.full(x.shape, highest));
  x.dispose();
  return sum;
}

/** The first terms of an exponential's series. */
const EXP = [1, 1, 1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720] as const;
/** What is below is as good as nought, and the series is good down to here. */
const LEAST = -40;

/** exp(x) of x ≤ 0, as exp(x / 16) to the sixteenth. Takes x. */
function fallingExp(x: np.Array): np.Array {
  const sixteenth = polynomial(np.maximum(x, LEAST).mul(1 / 16), EXP);
  return [2, 4, 8, 16].reduce((power) => np.square(power), sixteenth);
}

/** Half of exp(z²) erfc(z) for z of 0 … 4: least squares, weighted so that the largest error of its product with exp(−z²) is least, 4 · 10⁻⁷. */
const TAIL = [
  0.499999668, -0.564155554, 0.499426849, -0.372384538, 0.237492004, -0.125814102, 0.0520885887,
  -0.0156316131, 0.00311596416, -0.000363131389, 1.85405111e-5,
] as const;

/** x Φ(x) (Hendrycks and Gimpel, arXiv 1606.08415), with the slope Φ(x) + x φ(x). Takes x. */
export function gelu(x: np.Array): np.Array {
  const far = np.absolute(x.ref).mul(Math.SQRT1_2);
  const fall = fallingExp(np.square(far.ref).neg());
  // What is missing of 1; a negative number keeps that much of itself.
  const tail = fall.ref.mul(polynomial(np.minimum(far, 4), TAIL));
  const share = np.where(x.ref.greater(0), tail.ref.neg().add(1), tail);
  const density = fall.mul(1 / Math.sqrt(2 * Math.PI));
  return sloped(x.ref.mul(share.ref), share.add(x.ref.mul(density)), x);
}

/** Along the last axis. Takes x. */
export function softmax(x: np.Array): np.Array {
  const most = lax.stopGradient(x.ref.max(-1, { keepdims: true }));
  const below = x.sub(most);
  const fall = fallingExp(below.ref);
  const weights = sloped(fall.ref, fall, below);
  return weights.ref.div(weights.sum(-1, { keepdims: true }));
}
