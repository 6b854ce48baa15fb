/** What a run says and hears, with a model in jax-js's place that does what a test says. */
import { expect, test, vi } from 'vitest';
import { blankRaster } from '../../mae/raster';
import { geometryOf } from '../../test/train';
import { said as words } from '../../words/said';
import { createBatches } from './batches';
import { GpuFailure } from './gpuFailure';
import { begun } from './options';
import { firstParameters } from './parameters';
import type { FromTrainer, RunOptions, ToTrainer } from './protocol';
import { createSession } from './session';
import { shownOf } from './shown';
import type { Trained } from './step';

const geometry = geometryOf('colour');
const masking = { strategy: 'random', ratio: 0.75 } as const;
const options: RunOptions = {
  geometry,
  normalisation: { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
  target: 'pixels',
  on: 'hidden',
  masking,
  cuts: { least: 0.5, stretch: 1, turned: false, recoloured: false, mixed: false },
  seed: 0,
  start: 'near',
  batch: 2,
  steps: 5,
  peak: 1,
  warmup: 0,
  optimiser: { weightDecay: 0.05, muon: false },
  heldOut: { count: 2, masking, every: 2 },
  device: 'wasm',
  threads: 1,
};
const pictures = [blankRaster(80, 80)];

/** A run and all that it says; `lossAt` gives the loss of a step, which counts from 0. */
function started(
  lossAt: (step: number) => number | Promise<number> = () => 1,
  more: Partial<ToTrainer & { type: 'start' }> = {},
  posted: (message: FromTrainer) => void = () => undefined,
  whileLooking: () => void = () => undefined,
  broken?: Promise<never>,
) {
  const said: FromTrainer[] = [];
  const rates: number[] = [];
  let made = 0;
  let disposed = false;
  const session = createSession({
    open: async (_, from) => {
      made = from.step;
      const trained: Trained = {
        step: async (_batch, rate) => {
          rates.push(rate);
          return lossAt(made++);
        },
        predict: async ({ patches }) => {
          whileLooking();
          return new Float32Array(patches.length);
        },
        progress: async () => ({ ...from, step: made }),
        dispose: () => {
          disposed = true;
        },
      };
      return { trained, threads: 1, ...(broken && { broken }) };
    },
    post: (message) => {
      posted(message);
      said.push(message);
    },
    breathe: () => new Promise((resolve) => setTimeout(resolve)),
  });
  session.hear({ type: 'start', options, pictures, ...more });
  const all = <Type extends FromTrainer['type']>(type: Type) =>
    said.filter((message): message is FromTrainer & { type: Type } => message.type === type);
  const over = () => vi.waitFor(() => expect([...all('ended'), ...all('failed')]).toHaveLength(1));
  return { session, said, all, over, rates, isDisposed: () => disposed };
}

test('a run makes its steps, looks at what is held out, and ends with a checkpoint', async () => {
  const { all, over, said, isDisposed } = started((step) => 5 - step);
  await over();
  expect(all('step').map(({ step, loss }) => [step, loss])).toEqual(
    [1, 2, 3, 4, 5].map((step) => [step, 6 - step]),
  );
  expect(all('heldOut').map(({ step }) => step)).toEqual([0, 2, 4, 5]);
  expect(all('preview').map(({ step, drawn }) => [step, drawn.length])).toEqual([
    [0, 2],
    [5, 2],
  ]);
  expect(all('checkpoint').map(({ progress }) => progress.step)).toEqual([5]);
  expect(said.at(0)?.type).toBe('ready');
  expect(said.at(-1)).toEqual({ type: 'ended', step: 5 });
  expect(isDisposed()).toBe(true);
});

test('with each picture of what is held out it shows the batch of the last step, and before the first step none', async () => {
  const { session, all, over } = started();
  session.hear({ type: 'pause' });
  await vi.waitFor(() => expect(all('preview')).toHaveLength(1));
  session.hear({ type: 'askPreview' });
  await vi.waitFor(() => expect(all('preview')).toHaveLength(2));
  expect(all('shown')).toEqual([]);
  session.hear({ type: 'goOn' });
  await over();
  const shape = { geometry, ...options.normalisation };
  const last = createBatches({ ...options, pictures }).batch(4, 2, masking);
  expect(all('shown')).toEqual([{ type: 'shown', step: 5, pictures: shownOf(last, shape) }]);
});

test('interpolation fills black pictures without an error, and a model that predicts grey has one', async () => {
  const { all, over } = started();
  await over();
  for (const { loss, harmonicLoss } of all('heldOut')) {
    expect(loss).toBeCloseTo(1, 6);
    expect(harmonicLoss).toBeCloseTo(0, 6);
  }
});

test('a pause makes no step, and answers all the same', async () => {
  const { session, all, over } = started();
  session.hear({ type: 'pause' });
  await vi.waitFor(() => expect(all('ready')).toHaveLength(1));
  session.hear({ type: 'askCheckpoint' });
  await vi.waitFor(() => expect(all('checkpoint')).toHaveLength(1));
  session.hear({ type: 'askPreview' });
  await vi.waitFor(() => expect(all('preview')).toHaveLength(2));
  expect(all('step')).toEqual([]);
  session.hear({ type: 'goOn' });
  await over();
  expect(all('step')).toHaveLength(5);
});

test('a pause that begins while it looks at what is held out forgets nothing that was asked', async () => {
  const later: ToTrainer[][] = [[], [{ type: 'pause' }, { type: 'askCheckpoint' }]];
  const { session, all } = started(undefined, undefined, undefined, () => {
    for (const message of later.shift() ?? []) session.hear(message);
  });
  session.hear({ type: 'askPreview' });
  await vi.waitFor(() => expect(all('checkpoint')).toHaveLength(1));
  expect(all('step')).toEqual([]);
});

test('told to stop, it stops before the next step, paused or not', async () => {
  for (const isPaused of [true, false]) {
    const { session, all, over } = started(() => 1, { options: { ...options, steps: 300 } });
    if (isPaused) session.hear({ type: 'pause' });
    await vi.waitFor(() => expect(all('ready')).toHaveLength(1));
    session.hear({ type: 'stop' });
    await over();
    expect(all('ended')).toHaveLength(1);
    expect(all('checkpoint')).toHaveLength(1);
    expect(all('step').length).toBeLessThan(300);
  }
});

test('a loss that is no number stops the run with the last copy whose losses were numbers', async () => {
  const long = { ...options, steps: 300 };
  const { all, over } = started((step) => (step === 151 ? Number.NaN : 1), { options: long });
  await over();
  expect(all('checkpoint').map(({ progress }) => progress.step)).toEqual([150]);
  expect(all('failed')).toEqual([
    { type: 'failed', why: { key: 'training.noNumber', values: { step: 152 } } },
  ]);
});

test('a copy is not good before a step was made from it', async () => {
  const long = { ...options, steps: 300 };
  const { all, over } = started((step) => (step === 150 ? Number.NaN : 1), { options: long });
  await over();
  expect(all('checkpoint').map(({ progress }) => progress.step)).toEqual([100]);
});

test('a copy that was asked for is good once a step was made from it', async () => {
  const bad: ReturnType<typeof started> = started((step) => {
    if (step === 1) bad.session.hear({ type: 'askCheckpoint' });
    return step === 3 ? Number.NaN : 1;
  });
  await bad.over();
  expect(bad.all('checkpoint').map(({ progress }) => progress.step)).toEqual([2, 2]);
});

test('the rate of the next step follows a new peak', async () => {
  const { session, all, over, rates } = started();
  session.hear({ type: 'pause' });
  await vi.waitFor(() => expect(all('ready')).toHaveLength(1));
  session.hear({ type: 'setLearningRate', peak: 10 });
  session.hear({ type: 'goOn' });
  await over();
  expect(rates[0]).toBe(10);
});

test('a run that was kept goes on at its step', async () => {
  const progress = { ...begun(firstParameters(geometry, 0)), step: 3 };
  const { all, over } = started(() => 1, { from: { progress } });
  await over();
  expect(all('step').map(({ step }) => step)).toEqual([4, 5]);
});

test.each([
  ['WebAssembly.Memory.grow(): Maximum memory size exceeded', { key: 'training.noMemory' }],
  ['Array buffer allocation failed', { key: 'training.noMemory' }],
  ['memory access out of bounds', { key: 'inference.brokeOff', values: { words: expect.any(String) } }],
])('what goes wrong is half a sentence: %s', async (words, why) => {
  const { all, over } = started(() => Promise.reject(new RangeError(words)));
  await over();
  expect(all('failed')).toEqual([{ type: 'failed', why }]);
});

test('whatever goes wrong, the last good copy comes before it', async () => {
  const long = { ...options, steps: 300 };
  const { session, all, over, said } = started((step) => (step === 151 ? new Promise(() => undefined) : 1), {
    options: long,
  });
  await vi.waitFor(() => expect(all('step')).toHaveLength(151));
  session.fail(new Error('a thread ended'));
  session.fail(new Error('and another'));
  await over();
  expect(all('checkpoint').map(({ progress }) => progress.step)).toEqual([150]);
  expect(said.at(-1)?.type).toBe('failed');
});

test('a copy that is older than the one that was asked for does not take its place', async () => {
  const { session, all, over } = started((step) => (step === 3 ? Promise.reject(new Error('')) : 1));
  session.hear({ type: 'pause' });
  await vi.waitFor(() => expect(all('ready')).toHaveLength(1));
  session.hear({ type: 'askCheckpoint' });
  session.hear({ type: 'goOn' });
  await over();
  expect(all('checkpoint')).toHaveLength(1);
});

test('where there is no memory for a copy, that is said all the same', async () => {
  const { all, over } = started(
    () => Promise.reject(new RangeError('Array buffer allocation failed')),
    {},
    (message) => {
      if (message.type === 'checkpoint') throw new DOMException('out of memory', 'DataCloneError');
    },
  );
  await over();
  expect(all('failed')[0].why).toEqual({ key: 'training.noMemory' });
});

const lost = words('inference.gpuLost');

test('a GPU that is lost leaves the last copy whose losses were numbers, and the run fails once', async () => {
  const long = { ...options, steps: 300 };
  const lose = (step: number) => (step === 120 ? Promise.reject(new GpuFailure(lost)) : 1);
  const { all, over } = started(lose, { options: long });
  await over();
  expect(all('checkpoint').map(({ progress }) => progress.step)).toEqual([100]);
  expect(all('failed')).toEqual([{ type: 'failed', why: lost, isGpus: true }]);
});

test('lost in a pause, it is heard of at once, and what was asked for is not taken back for an older copy', async () => {
  let lose: (error: GpuFailure) => void = () => undefined;
  const broken = new Promise<never>((_, reject) => {
    lose = reject;
  });
  const long = { ...options, steps: 300 };
  const { session, all, over } = started(() => 1, { options: long }, undefined, undefined, broken);
  await vi.waitFor(() => expect(all('step').length).toBeGreaterThan(60));
  session.hear({ type: 'pause' });
  session.hear({ type: 'askCheckpoint' });
  await vi.waitFor(() => expect(all('checkpoint')).toHaveLength(1));
  lose(new GpuFailure(lost));
  await over();
  expect(all('checkpoint')).toHaveLength(1);
  expect(all('failed')).toHaveLength(1);
});
