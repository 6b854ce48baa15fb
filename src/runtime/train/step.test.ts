/** A hundred steps against the recipe's on the same batches, behind the same masks. */
import { defaultDevice } from '@jax-js/jax';
import { expect, test } from 'vitest';
import { batchOf, fixture, geometryOf } from '../../test/train';
import type { TrainedTarget } from './forward';
import { firstParameters } from './parameters';
import { learningRate } from './schedule';
import { begun, createTrained, type Progress } from './step';

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
  console.log(Math.max(...apart));
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
