/** What is computed by products alone against the functions themselves. */
import { defaultDevice, grad, numpy as np } from '@jax-js/jax';
import { expect, test } from 'vitest';
import { gelu, softmax } from './functions';

defaultDevice('wasm');

const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** By Simpson's rule from nought. */
function share(x: number): number {
  const parts = 400;
  const step = x / parts;
  const sum = Array.from({ length: parts + 1 }, (_, i) => {
    const weight = i === 0 || i === parts ? 1 : i % 2 === 1 ? 4 : 2;
    return weight * density(i * step);
  });
  return 0.5 + (sum.reduce((all, one) => all + one) * step) / 3;
}

const places = Array.from({ length: 241 }, (_, i) => (i - 120) / 12);
const apart = (found: ArrayLike<number>, expected: readonly number[]): number =>
  Math.max(...expected.map((value, i) => Math.abs(found[i] - value)));

test('GELU is x times the share of a normal distribution that is below x', async () => {
  const found = await gelu(np.array(places)).data();
  expect(
    apart(
      found,
      places.map((x) => x * share(x)),
    ),
  ).toBeLessThan(2e-6);
});

test('the slope of GELU is what is below x, and x times the density', async () => {
  const slope = grad((x: np.Array) => gelu(x).sum());
  const found = await slope(np.array(places)).data();
  expect(
    apart(
      found,
      places.map((x) => share(x) + x * density(x)),
    ),
  ).toBeLessThan(3e-6);
});

test('softmax shares one out by exponentials, and gives nothing to what nobody sees', async () => {
  const rows = [
    [0, 0, 0, 0],
    [3, -2, 1, -1e9],
    [-40, 30, 29, 12],
  ];
  const found = await softmax(np.array(rows)).data();
  const expected = rows.flatMap((row) => {
    const weights = row.map((value) => Math.exp(value - Math.max(...row)));
    return weights.map((weight) => weight / weights.reduce((all, one) => all + one));
  });
  expect(apart(found, expected)).toBeLessThan(1e-6);
});

test('the slope of softmax is that of the exponentials', async () => {
  const row = [0.5, -1, 2, -6];
  const pull = [1, -2, 0.5, 3];
  const slope = grad((x: np.Array) => softmax(x).mul(np.array(pull)).sum());
  const found = await slope(np.array(row)).data();
  const weights = row.map(Math.exp);
  const shares = weights.map((weight) => weight / weights.reduce((all, one) => all + one));
  const mean = shares.reduce((sum, one, i) => sum + one * pull[i], 0);
  expect(
    apart(
      found,
      shares.map((one, i) => one * (pull[i] - mean)),
    ),
  ).toBeLessThan(2e-6);
});
