/** GPUs that compute rightly or not: what a step came to on this processor, altered. */
import { defaultDevice } from '@jax-js/jax';
import { beforeAll, expect, test } from 'vitest';
import { batchOf, fixture, geometryOf } from '../../test/train';
import { GpuFailure } from './gpuFailure';
import { begun, type Progress } from './options';
import { firstParameters, type Parameters } from './parameters';
import { proven } from './proof';
import { createTrained, type Trained } from './step';

const geometry = geometryOf('colour');
const from = begun(firstParameters(geometry, fixture.seed));
const batch = batchOf(geometry, 0);
const RATE = 1e-4;

interface Made {
  readonly loss: number;
  readonly after: Progress;
}

let made: Made;

beforeAll(async () => {
  defaultDevice('wasm');
  const task = { geometry, target: 'pixels', on: 'hidden' } as const;
  const run = createTrained(task, { weightDecay: 0.05, muon: true }, from);
  made = { loss: await run.step(batch, RATE), after: await run.progress() };
  run.dispose();
});

const that = ({ loss, after }: Made): Trained => ({
  step: async () => loss,
  predict: async () => new Float32Array(),
  progress: async () => after,
  dispose: () => undefined,
});

const firstStep = (found: Made, expected = made): Promise<number> =>
  proven(that(found), from, (act) => act(that(expected))).step(batch, RATE);

const altered = (values: Parameters, by: (name: string) => number): Parameters =>
  new Map([...values].map(([name, own]) => [name, own.map((value) => value * by(name))]));

test('a GPU that computes as WebAssembly but for rounding is trusted', async () => {
  const { loss, after } = made;
  const parameters = altered(after.parameters, () => 1 + 1e-7);
  const first = altered(after.first, () => 1 + 1e-5);
  const rounded = { loss: loss * (1 + 1e-6), after: { ...after, parameters, first } };
  expect(await firstStep(rounded)).toBe(rounded.loss);
});

test('one whose loss is another is not', async () => {
  await expect(firstStep({ ...made, loss: made.loss * 1.01 })).rejects.toThrow(GpuFailure);
});

test('one whose gradients of one kind of tensor are nought is not', async () => {
  const first = altered(made.after.first, (name) => (name.endsWith('dense.weight') ? 0 : 1));
  await expect(firstStep({ ...made, after: { ...made.after, first } })).rejects.toThrow(GpuFailure);
});

test('one that moves no weights is not', async () => {
  const after = { ...made.after, parameters: from.parameters };
  await expect(firstStep({ ...made, after })).rejects.toThrow(GpuFailure);
});

test('only the first step is compared', async () => {
  let times = 0;
  const run = proven(that(made), from, (act) => {
    times++;
    return act(that(made));
  });
  for (let step = 0; step < 3; step++) await run.step(batch, RATE);
  expect(times).toBe(1);
});

test('what is no number on either is not the GPU’s fault', async () => {
  const none = { ...made, loss: Number.NaN };
  expect(await firstStep(none, none)).toBeNaN();
  await expect(firstStep(none)).rejects.toThrow(GpuFailure);
});
