/** How weights move: AdamW, and Muon for the matrices of the blocks where it is wanted; as `models/recipe/training/optim.py` does it. */
import { numpy as np } from '@jax-js/jax';
import type { Arrays } from './forward';
import type { Optimiser } from './options';
import { isMatrix } from './parameters';

/** Averages of gradients, and of their squares where AdamW moves; all of them nought before the first step. */
export type Moments = { first: Arrays; second: Arrays };

const [BETA1, BETA2, EPSILON] = [0.9, 0.95, 1e-8];
const MOMENTUM = 0.95;
const NEWTON_SCHULZ = [3.4445, -4.775, 2.0315] as const;
const ITERATIONS = 5;

/** What a step is told besides its batch [3]: the rate, and what AdamW's young averages are multiplied by. Steps count from 1. */
export const paceOf = (rate: number, step: number): Float32Array<ArrayBuffer> =>
  new Float32Array([rate, 1 / (1 - BETA1 ** step), 1 / (1 - BETA2 ** step)]);

const isInBlocks = (name: string, shape: readonly number[]): boolean =>
  shape.length === 2 && name.includes('layer');

/** Whether Muon moves it. */
export const isMuons = ({ muon }: Optimiser, name: string, shape: readonly number[]): boolean =>
  muon && isInBlocks(name, shape);

/** Gradients with a norm of at most `most`, all together. */
function clipped(gradients: Arrays, most: number): Arrays {
  const squares = Object.values(gradients).map((gradient) => np.square(gradient.ref).sum());
  const norm = np.sqrt(squares.reduce((sum, square) => sum.add(square)));
  const scale = np.minimum(np.reciprocal(norm.add(1e-6)).mul(most), 1);
  const all = Object.entries(gradients).map(([name, gradient]) => [name, gradient.mul(scale.ref)] as const);
  scale.dispose();
  return Object.fromEntries(all);
}

/** Pushes the singular values of matrices [M, R, C] (R ≤ C) towards one; roughly is enough. */
function orthogonalised(matrices: np.Array): np.Array {
  const [a, b, c] = NEWTON_SCHULZ;
  const length = np.sqrt(np.square(matrices.ref).sum([1, 2], { keepdims: true }));
  let x = matrices.div(np.maximum(length, 1e-7));
  for (let i = 0; i < ITERATIONS; i++) {
    const gram = np.matmul(x.ref, x.ref.transpose([0, 2, 1])); // [M, R, R]
    const polynomial = gram.ref.mul(b).add(np.matmul(gram.ref, gram).mul(c));
    x = x.ref.mul(a).add(np.matmul(polynomial, x));
  }
  return x;
}

const grouped = <Value>(values: readonly Value[], keyOf: (value: Value) => string): Value[][] => {
  const groups = new Map<string, Value[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return [...groups.values()];
};

/** By how much Muon moves matrices at a rate of 1, those of equal shape together. Takes what it is given. */
function muonMoves(updates: Arrays): Arrays {
  const wide = Object.entries(updates).map(([name, update]) => {
    const isTall = update.shape[0] > update.shape[1];
    return { name, isTall, matrix: isTall ? update.transpose() : update };
  });
  const moves: Arrays = {};
  for (const group of grouped(wide, ({ matrix }) => `${matrix.shape}`)) {
    const scale = 0.2 * Math.sqrt(group[0].matrix.shape[1]);
    const steps = orthogonalised(np.stack(group.map(({ matrix }) => matrix))).mul(scale);
    group.forEach(({ name, isTall }, i) => {
      const step = steps.ref.slice(i);
      moves[name] = isTall ? step.transpose() : step;
    });
    steps.dispose();
  }
  return moves;
}

/** The weights and averages after a step; takes all that it is given. */
export function moved(
  learned: Arrays,
  gradients: Arrays,
  moments: Moments,
  pace: np.Array,
  optimiser: Optimiser,
): { learned: Arrays; moments: Moments } {
  const [rate, young1, young2] = [0, 1, 2].map((i) => pace.ref.slice(i));
  pace.dispose();
  const kept = rate.ref.mul(-optimiser.weightDecay).add(1);
  const next = { learned: {} as Arrays, moments: { first: {} as Arrays, second: {} as Arrays } };
  const updates: Arrays = {};
  const moves: Arrays = {};
  for (const [name, gradient] of Object.entries(
    optimiser.clip ? clipped(gradients, optimiser.clip) : gradients,
  )) {
    const before = moments.first[name];
    if (isMuons(optimiser, name, gradient.shape)) {
      const first = before.mul(MOMENTUM).add(gradient.ref.mul(1 - MOMENTUM));
      updates[name] = gradient.mul(1 - MOMENTUM).add(first.ref.mul(MOMENTUM));
      next.moments.first[name] = first;
      continue;
    }
    const first = before.mul(BETA1).add(gradient.ref.mul(1 - BETA1));
    const second = moments.second[name].mul(BETA2).add(np.square(gradient).mul(1 - BETA2));
    const length = np.sqrt(second.ref.mul(young2.ref)).add(EPSILON);
    moves[name] = first.ref.mul(young1.ref).div(length);
    next.moments.first[name] = first;
    next.moments.second[name] = second;
  }
  for (const [name, move] of [...Object.entries(moves), ...Object.entries(muonMoves(updates))]) {
    const value = learned[name];
    const left = isMatrix(value.shape) ? value.mul(kept.ref) : value;
    next.learned[name] = left.sub(move.mul(rate.ref));
  }
  for (const scalar of [rate, young1, young2, kept]) scalar.dispose();
  return next;
}
