import { beforeEach, expect, test, vi } from 'vitest';
import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import { writeMask } from '../../../mae/handMask';
import { interpolate } from '../../../mae/harmonic';
import type { Raster } from '../../../mae/raster';
import { Sentence } from '../../../runtime/message';
import type { Model } from '../../../runtime/models/model';
import type { Gathered } from '../../../store/brought';
import type { MaskChoice } from '../../../store/masking';
import { planFor } from '../../../store/masking';
import type { Playground } from '../../../store/playground';
import { FIRST_VIEW } from '../../../store/view';
import { squareGrid } from '../../../test/square';
import { Lab, model, otherModel, ToyInterpolator } from '../../../test/toy';
import { type Said, said } from '../../../words/said';
import { say } from '../../../words/say';
import { brokenOffWords } from '../ui/phrases';
import { createBatch } from './batch';

const other = otherModel();
const masking: MaskChoice = { strategy: 'random', ratio: 0.75, seed: 7 };

/** Its queue is answered by hand. */
let lab: Lab;
let playground: StoreApi<Playground>;
let encoded: (readonly Raster[])[];
let interpolator: ToyInterpolator;

/** What of the page a batch reads, over an engine that runs the page's model. */
function load(chosen: Model): void {
  playground.setState({ model: chosen });
  lab.engine.load(chosen, 'auto');
}

beforeEach(async () => {
  lab = new Lab();
  encoded = [];
  interpolator = new ToyInterpolator();
  playground = createStore(
    () =>
      ({
        model,
        masking,
        view: FIRST_VIEW,
        reload: vi.fn(() => load(playground.getState().model)),
        reportProblem: (problem: Said) => playground.setState({ problem }),
      }) as unknown as Playground,
  );
  lab.engine.subscribe((status) => playground.setState({ status }));
  load(model);
  await vi.waitFor(() => expect(playground.getState().status.kind).toBe('running'));
});

/** Photographs called "bad…" cannot be read; the others are as many times 100 pixels wide as their name is long. */
const open = () =>
  createBatch({
    playground,
    engine: lab.engine,
    interpolator,
    decodePhoto: async (_, name) => {
      if (name.startsWith('bad')) throw new Sentence(said('photo.noPicture', { name }));
      const data = new Uint8ClampedArray(10 * 8 * 4).fill(200);
      return { width: 10, height: 8, data, full: { width: name.length * 100, height: 80 }, notes: [] };
    },
    encodePng: async (rasters) => {
      encoded.push(rasters);
      return new Blob(['png']);
    },
  });

const found = (...names: string[]): Promise<Gathered> =>
  Promise.resolve({
    files: names.map((name) => ({ path: `trip/${name}`, file: new File([], name) })),
    unreadable: [],
    ignored: 0,
  });

const request = (n: number) =>
  vi.waitFor(() => {
    if (!lab.queued[n]) throw new Error(`reconstruction ${n} has not been asked for`);
    return lab.queued[n];
  });

/** Answers predictions from number `first` on until the job has ended. */
async function finish(batch: ReturnType<typeof open>, first = 0): Promise<void> {
  let next = first;
  await vi.waitFor(() => {
    while (lab.queued[next]) lab.queued[next++].answer();
    expect(batch.getState().phase).toBe('done');
  });
}

const paths = (batch: ReturnType<typeof open>) => batch.getState().done.map(({ path }) => path);
const seeds = (batch: ReturnType<typeof open>) => batch.getState().done.map(({ seed }) => seed);

function problemOf(batch: ReturnType<typeof open>): string | undefined {
  const { problem } = batch.getState();
  return problem && brokenOffWords(problem);
}

/** Long enough for anything that could happen without another event. */
const rest = () => new Promise((resolve) => setTimeout(resolve, 20));

test('files are taken one after the other, in their order', async () => {
  const batch = open();
  void batch.getState().add(found('a.jpg', 'bb.jpg', 'c.jpg'));
  await request(0);
  await rest();
  expect(lab.queued).toHaveLength(1);
  await finish(batch);
  expect(lab.queued).toHaveLength(3);
  expect(paths(batch)).toEqual(['trip/a.jpg', 'trip/bb.jpg', 'trip/c.jpg']);
  expect(batch.getState().done[1]).toMatchObject({ width: 600, height: 80, ms: 3, visible: 4 });
});

test('every file gets the mask of the job, which is written beside the numbers', async () => {
  const batch = open();
  void batch.getState().add(found('a.jpg'));
  const plan = planFor(masking, model.geometry);
  expect((await request(0)).message.plan).toEqual(plan);
  await finish(batch);
  expect(batch.getState().done[0].mask).toBe(writeMask({ grid: squareGrid(4), mask: plan.mask }));
});

test('of each file one picture is kept: masked, reconstruction, original', async () => {
  const batch = open();
  void batch.getState().add(found('a.jpg'));
  await finish(batch);
  expect(encoded).toHaveLength(1);
  const [masked, reconstruction, original] = encoded[0];
  expect(new Set(original.data)).toEqual(new Set([200, 255]));
  expect(masked.data.filter((value) => value === 128)).toHaveLength(12 * 4 * 3);
  // A prediction of zeros is the mean, a middle grey.
  expect(new Set(reconstruction.data)).toEqual(new Set([128, 255]));
});

test('pasted, the reconstruction has the true visible patches', async () => {
  playground.setState({ view: { ...FIRST_VIEW, pasteVisible: true } });
  const batch = open();
  void batch.getState().add(found('a.jpg'));
  await finish(batch);
  expect(encoded[0][1].data.filter((value) => value === 200)).toHaveLength(4 * 4 * 3);
});

test('an unreadable file is listed with its sentence, and the others go on', async () => {
  const batch = open();
  void batch.getState().add(found('a.jpg', 'bad.jpg', 'c.jpg'));
  await finish(batch);
  expect(paths(batch)).toEqual(['trip/a.jpg', 'trip/c.jpg']);
  expect(batch.getState().unreadable).toEqual([
    { path: 'trip/bad.jpg', why: said('photo.noPicture', { name: 'bad.jpg' }) },
  ]);
  expect(batch.getState().position).toBe(3);
});

test('the settings stay what they were when the job began', async () => {
  const batch = open();
  void batch.getState().add(found('a.jpg', 'b.jpg'));
  await request(0);
  playground.setState({
    masking: { ...masking, seed: 99, ratio: 0.5 },
    view: { ...FIRST_VIEW, pasteVisible: true },
  });
  await finish(batch);
  expect(seeds(batch)).toEqual([7, 7]);
  expect(batch.getState().done[1].visible).toBe(4);
  expect(encoded[1][1].data.filter((value) => value === 200)).toHaveLength(0);
});

test('running again takes the new settings and every file', async () => {
  const batch = open();
  void batch.getState().add(found('a.jpg', 'bad.jpg', 'c.jpg'));
  await finish(batch);
  playground.setState({ masking: { ...masking, ratio: 0.5 } });
  batch.getState().again();
  await finish(batch, 2);
  expect(batch.getState().done.map(({ visible }) => visible)).toEqual([8, 8]);
  expect(batch.getState().unreadable).toHaveLength(1);
});

test('with the next seed for each file, a file’s seed depends on its place alone; after the last seed comes 0', async () => {
  playground.setState({ masking: { ...masking, seed: 2 ** 32 - 2 } });
  const batch = open();
  batch.getState().setSeeds('next');
  void batch.getState().add(found('a.jpg', 'bad.jpg', 'c.jpg', 'd.jpg'));
  await finish(batch);
  expect(seeds(batch)).toEqual([2 ** 32 - 2, 0, 1]);
  expect(new Set(batch.getState().done.map(({ mask }) => mask)).size).toBe(3);
});

test('a mask made by hand is the same for every file', async () => {
  const hand = { grid: squareGrid(4), mask: new Uint8Array(16).fill(1, 0, 12) };
  playground.setState({ masking: { ...masking, hand } });
  const batch = open();
  batch.getState().setSeeds('next');
  void batch.getState().add(found('a.jpg', 'b.jpg'));
  await finish(batch);
  expect(batch.getState().done.map(({ mask }) => mask)).toEqual(['fff0', 'fff0']);
});

test('cancelling keeps what is done, and going on takes up the file that was interrupted', async () => {
  const batch = open();
  void batch.getState().add(found('a.jpg', 'b.jpg', 'c.jpg'));
  (await request(0)).answer();
  await request(1);
  batch.getState().cancel();
  lab.queued[1].answer();
  await rest();
  expect(batch.getState()).toMatchObject({ phase: 'stopped', position: 1, total: 3 });
  expect(paths(batch)).toEqual(['trip/a.jpg']);
  expect(lab.queued).toHaveLength(2);
  batch.getState().goOn();
  await finish(batch, 2);
  expect(paths(batch)).toEqual(['trip/a.jpg', 'trip/b.jpg', 'trip/c.jpg']);
});

/** Loads stay unanswered until `again` is called. */
function holdLoads(): { again: () => void } {
  const { onLoad } = lab;
  lab.onLoad = () => undefined;
  return {
    again: () => {
      lab.onLoad = onLoad;
      lab.workers.at(-1)?.loads();
    },
  };
}

test('when the model is loaded anew the job waits and then takes the same file again', async () => {
  const batch = open();
  void batch.getState().add(found('a.jpg', 'b.jpg'));
  (await request(0)).answer();
  await request(1);
  const loading = holdLoads();
  load(model);
  await rest();
  expect(lab.queued).toHaveLength(2);
  expect(batch.getState().phase).toBe('running');
  loading.again();
  await finish(batch, 2);
  expect(paths(batch)).toEqual(['trip/a.jpg', 'trip/b.jpg']);
});

test('a job never runs on another model than its own', async () => {
  const batch = open();
  void batch.getState().add(found('a.jpg', 'b.jpg'));
  await request(0);
  load(other);
  await rest();
  expect(lab.queued).toHaveLength(1);
  load(model);
  await finish(batch, 1);
  expect(batch.getState().settings?.model).toBe(model);
});

test('a job cancelled while it waits for the model stays where it is', async () => {
  const loading = holdLoads();
  load(model);
  const batch = open();
  await batch.getState().add(found('a.jpg'));
  batch.getState().cancel();
  loading.again();
  await rest();
  expect(lab.queued).toHaveLength(0);
  expect(batch.getState()).toMatchObject({ phase: 'stopped', problem: undefined });
});

test('when the backend breaks the job stops with a sentence, the page gets a new one, and going on works', async () => {
  const batch = open();
  void batch.getState().add(found('a.jpg', 'b.jpg'));
  (await request(0)).answer();
  (await request(1)).fail('device lost');
  await vi.waitFor(() => expect(batch.getState().phase).toBe('stopped'));
  expect(problemOf(batch)).toBe('The backend stopped working (device lost). What is done is kept.');
  await vi.waitFor(() => expect(playground.getState().status.kind).toBe('running'));
  await rest();
  expect(lab.queued).toHaveLength(2);
  batch.getState().goOn();
  expect(batch.getState().problem).toBeUndefined();
  await finish(batch, 2);
  expect(paths(batch)).toEqual(['trip/a.jpg', 'trip/b.jpg']);
});

test('a model that cannot be had stops the job; going on loads it once more', async () => {
  const { onLoad } = lab;
  lab.onLoad = () => undefined;
  load(model);
  const batch = open();
  await batch.getState().add(found('a.jpg'));
  await rest();
  lab.workers.at(-1)?.fails('no', 'files');
  await vi.waitFor(() => expect(batch.getState().phase).toBe('stopped'));
  expect(problemOf(batch)).toBe('The model is not running. What is done is kept.');
  lab.onLoad = onLoad;
  batch.getState().goOn();
  expect(playground.getState().reload).toHaveBeenCalledTimes(1);
  await finish(batch);
});

test('files brought later join the job, with its settings', async () => {
  const batch = open();
  batch.getState().setSeeds('next');
  void batch.getState().add(found('a.jpg'));
  await request(0);
  playground.setState({ masking: { ...masking, seed: 50 } });
  await batch.getState().add(found('b.jpg'));
  await finish(batch);
  await batch.getState().add(found('c.jpg'));
  await finish(batch, 2);
  expect(seeds(batch)).toEqual([7, 8, 9]);
  expect(batch.getState().total).toBe(3);
});

test('clearing forgets everything, and the next files begin a new job', async () => {
  const batch = open();
  void batch.getState().add(found('a.jpg', 'bad.jpg'));
  await finish(batch);
  playground.setState({ masking: { ...masking, seed: 50 } });
  batch.getState().clear();
  expect(batch.getState()).toMatchObject({ phase: 'idle', total: 0, position: 0, done: [], unreadable: [] });
  expect(batch.getState().settings).toBeUndefined();
  void batch.getState().add(found('b.jpg'));
  await finish(batch, 1);
  expect(seeds(batch)).toEqual([50]);
});

test('files that could not be opened are listed and what is no picture is counted', async () => {
  const batch = open();
  const closed = { path: 'trip/x.jpg', why: said('batch.notOpened', { name: 'x.jpg' }) };
  const { files } = await found('a.jpg');
  void batch.getState().add(Promise.resolve({ files, unreadable: [closed], ignored: 4 }));
  await finish(batch);
  expect(batch.getState()).toMatchObject({ unreadable: [closed], ignored: 4, total: 1, position: 1 });
  batch.getState().again();
  await finish(batch, 1);
  expect(batch.getState().unreadable).toEqual([closed]);
});

test.each([
  [0, 'There is no file in what was brought.'],
  [1, 'The file that was brought is not a picture.'],
  [3, 'None of the 3 files that were brought is a picture.'],
])('%i files that are no pictures begin no job but get a sentence', async (ignored, says) => {
  const batch = open();
  await batch.getState().add(Promise.resolve({ files: [], unreadable: [], ignored }));
  expect(batch.getState().phase).toBe('idle');
  expect(say(playground.getState().problem as Said)).toContain(says);
});

const interpolated = (batch: ReturnType<typeof open>) =>
  batch.getState().done.map(({ interpolation }) => interpolation);

test('where it is wanted when the job begins, every file has interpolation’s number, behind its own mask', async () => {
  playground.setState({ view: { ...FIRST_VIEW, interpolation: true } });
  const batch = open();
  batch.getState().setSeeds('next');
  void batch.getState().add(found('a.jpg', 'b.jpg'));
  await request(0);
  playground.setState({ view: FIRST_VIEW });
  await finish(batch);
  expect(interpolator.asked.map(({ plan }) => plan)).toEqual(
    [7, 8].map((seed) => planFor({ ...masking, seed }, model.geometry)),
  );
  expect(interpolated(batch)).toEqual(
    interpolator.asked.map(({ square, plan }) => interpolate(square, plan.mask, model).psnr),
  );
});

test('wanted later, a job without interpolation goes on without it, and running again has it', async () => {
  const batch = open();
  void batch.getState().add(found('a.jpg', 'b.jpg'));
  await request(0);
  playground.setState({ view: { ...FIRST_VIEW, interpolation: true } });
  await finish(batch);
  expect(interpolator.asked).toHaveLength(0);
  expect(batch.getState().done.some((one) => 'interpolation' in one)).toBe(false);
  batch.getState().again();
  await finish(batch, 2);
  expect(interpolator.asked).toHaveLength(2);
});

test('when interpolation breaks the job stops with a sentence, and going on takes up the same file', async () => {
  playground.setState({ view: { ...FIRST_VIEW, interpolation: true } });
  interpolator.failure = new Error('the thread is gone');
  const batch = open();
  void batch.getState().add(found('a.jpg'));
  await vi.waitFor(() => expect(batch.getState().phase).toBe('stopped'));
  expect(problemOf(batch)).toBe('The thread is gone. What is done is kept.');
  interpolator.failure = undefined;
  batch.getState().goOn();
  await finish(batch);
  expect(interpolated(batch)).toHaveLength(1);
});
