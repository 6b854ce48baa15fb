/** A hundred steps against the recipe's on the same batches, behind the same masks. */
import { defaultDevice } from '@jax-js/jax';
import { expect, test } from 'vitest';
import { patchDim } from '../../mae/geometry';
import { batchOf, fixture, geometryOf } from '../../test/train';
import { begun, type Progress, type TrainedTarget } from './options';
import { firstParameters } from './parameters';
import { learningRate } from './schedule';
import { createTrained } from './step';

defaultDevice('wasm');

const geometry = geometryOf('colour');
const { steps, peak, warmup, decay, clip } = fixture;

function trained(
  target: string,
  muon: boolean,
  from: Progress = begun(firstParameters(geometry, fixture.seed)),
) {
  const task = { geometry, target: target as TrainedTarget, on: 'hidden' as const };
  return createTrained(task, { weightDecay: decay, clip, muon }, from);
}

async function losses(run: ReturnType<typeof trained>, from: number, to: number): Promise<number[]> {
  const made = [];
  for (let step = from; step < to; step++)
    made.push(await run.step(batchOf(geometry, step), learningRate(step, steps, peak, warmup)));
  return made;
}

test.each(fixture.curves)('a hundred losses are PyTorch’s within 1 %: $target, Muon $muon', async (curve) => {
  const run = trained(curve.target, curve.muon);
  const made = await losses(run, 0, steps);
  const apart = made.map((loss, step) => Math.abs(loss / curve.losses[step] - 1));

  expect(Math.max(...apart)).toBeLessThan(0.01);
  run.dispose();
});

test('a seed means the same losses and the same weights to the bit', async () => {
  const runs = [trained('pixels', true), trained('pixels', true)];
  const [a, b] = [await losses(runs[0], 0, 10), await losses(runs[1], 0, 10)];
  expect(a).toEqual(b);
  const [{ parameters }, other] = [await runs[0].progress(), await runs[1].progress()];
  expect(parameters).toEqual(other.parameters);
  for (const run of runs) run.dispose();
});

test('a run that goes on from what was kept is the run that never stopped', async () => {
  const whole = trained('pixels', true);
  const expected = await losses(whole, 0, 12);
  const half = trained('pixels', true);
  await losses(half, 0, 6);
  const kept = await half.progress();
  half.dispose();
  const rest = trained('pixels', true, kept);
  expect(await losses(rest, 6, 12)).toEqual(expected.slice(6));
  expect(await rest.progress()).toEqual(await whole.progress());
});

test('what is predicted is what the loss of the next step is of, in reading order', async () => {
  const run = trained('pixels', false);
  const batch = batchOf(geometry, 0);
  const dim = patchDim(geometry);
  const pred = await run.predict(batch);
  const length = batch.places.length / batch.count;
  let [sum, count] = [0, 0];
  batch.places.forEach((place, from) => {
    if (from % length < batch.keep) return;
    const to = (from - (from % length) + place) * dim;
    for (let i = 0; i < dim; i++, count++) sum += (pred[to + i] - batch.patches[from * dim + i]) ** 2;
  });
  expect(await run.step(batch, 0)).toBeCloseTo(sum / count, 5);
  run.dispose();
});

test('a model without a class token is trained as well', async () => {
  const bare = { ...geometry, classToken: false as const };
  const task = { geometry: bare, target: 'pixels' as const, on: 'all' as const };
  const optimiser = { weightDecay: 0, muon: false };
  const run = createTrained(task, optimiser, begun(firstParameters(bare, 0)));
  const losses = [];
  for (let step = 0; step < 12; step++) losses.push(await run.step(batchOf(bare, 0), 3e-3));
  expect(losses[11]).toBeLessThan(losses[0] * 0.9);
  run.dispose();
});
