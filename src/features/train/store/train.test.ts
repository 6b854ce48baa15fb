import { beforeEach, expect, test, vi } from 'vitest';
import type { StoreApi } from 'zustand/vanilla';
import type { Tensors } from '../../../runtime/checkpoint/network';
import { type Gpu, NO_GPU } from '../../../runtime/inference/gpu';
import { Sentence } from '../../../runtime/message';
import type { Playground } from '../../../store/playground';
import { samples } from '../../../store/samples';
import { toyPlayground } from '../../../test/playground';
import { ToyBrowser, type ToyTab } from '../../../test/tabs';
import { model, otherModel } from '../../../test/toy';
import { ToyRecords, ToyTrainer } from '../../../test/trainer';
import { said } from '../../../words/said';
import type { Run } from './run';
import { createShelf, type SHELVES } from './shelf';
import type { Train } from './state';
import { createTrain } from './train';

let trainer: ToyTrainer;
let records: ToyRecords<(typeof SHELVES)[number]>;
let browser: ToyBrowser;
let tab: ToyTab;
let playground: StoreApi<Playground>;
let train: StoreApi<Train>;
let time: number;
let gpu: Gpu;
let hide: () => void;

const state = (): Train => train.getState();
const run = (): Run => state().runs[state().runs.length - 1];
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const flat = (width: number, height: number) => ({
  width,
  height,
  data: new Uint8ClampedArray(width * height * 4).fill(200),
});
const file = (name: string): File => new File(['x'], name, { type: 'image/png' });
const brought = (...names: string[]) =>
  Promise.resolve({
    files: names.map((name) => ({ path: name, file: file(name) })),
    unreadable: [],
    ignored: 0,
  });

/** A tab of the browser, and what was kept there; the one before it is left as it is. */
function open(): void {
  tab = browser.openTab();
  train = createTrain({
    playground,
    samples: samples.slice(0, 2),
    fetchSample: async () => flat(700, 1050),
    decodePhoto: async (_, name) => {
      if (name.includes('broken')) throw new Sentence(said('inference.partNotFetched'));
      return flat(90, 60);
    },
    tensorsOf: async () => new Map() as Tensors,
    trainer,
    shelf: createShelf(records),
    locks: tab.locks,
    otherTabs: tab.otherTabs,
    probe: async () => gpu,
    threads: 2,
    now: () => time,
    date: () => 1_000_000 + time,
    soon: (act) => void setTimeout(act),
    onHidden: (act) => {
      hide = act;
    },
  });
}

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  trainer = new ToyTrainer();
  records = new ToyRecords();
  browser = new ToyBrowser();
  time = 0;
  gpu = NO_GPU;
  playground = toyPlayground();
  open();
});

/** A run with its steps given, which is not measured. */
async function begun(steps = 100): Promise<void> {
  state().setKnobs({ steps });
  await state().begin();
  trainer.last.ready();
}

test('the samples are learned from, reduced to a short side of 512 pixels', async () => {
  await begun();
  expect(trainer.last.pictures.map(({ width, height }) => [width, height])).toEqual([
    [512, 768],
    [512, 768],
  ]);
});

test('own pictures are learned from too; what is broken is told and left out', async () => {
  await state().add(brought('one.png', 'broken.png', 'two.png'));
  expect(state().own.map(({ name }) => name)).toEqual(['one.png', 'two.png']);
  expect(playground.getState().problem?.key).toBe('inference.partNotFetched');
  state().setSamples(false);
  await begun();
  expect(trainer.last.pictures).toHaveLength(2);
});

test('no more than three hundred pictures are taken, and the page says how many are left out', async () => {
  await state().add(brought(...Array.from({ length: 303 }, (_, i) => `${i}.png`)));
  expect(state().own).toHaveLength(300);
  expect(playground.getState().problem).toEqual(said('train.tooMany', { most: 300, left: 3 }));
});

test('a run takes as long as its preset says, by the steps that were measured', async () => {
  const beginning = state().begin();
  await vi.waitFor(() => expect(trainer.trainings).toHaveLength(1));
  expect(run().phase).toBe('measuring');
  trainer.last.steps(1, 2, () => 1, 3000);
  for (let step = 3; step <= 30; step++) {
    time += 100;
    trainer.last.steps(step, step, () => 1, 100);
  }
  await beginning;
  expect(trainer.trainings[0].isReleased).toBe(true);
  expect(trainer.trainings).toHaveLength(2);
  // A minute of 110 ms a step, a tenth of which is for looking at it, and sixty of them for what comes before the first.
  expect(trainer.last.options.steps).toBe(490);
  expect(Object.values(state().measured)[0]).toBeCloseTo(110);
});

test('what was measured once is not measured again', async () => {
  const beginning = state().begin();
  await vi.waitFor(() => expect(trainer.trainings).toHaveLength(1));
  trainer.last.steps(1, 2);
  time += 3000;
  trainer.last.steps(3, 4, () => 1, 50);
  await beginning;
  trainer.last.ready();
  await state().begin();
  expect(trainer.trainings).toHaveLength(3);
  expect(trainer.last.options.steps).toBe(trainer.trainings[1].options.steps);
});

test('stopped while it is measured, a run is gone', async () => {
  void state().begin();
  await vi.waitFor(() => expect(trainer.trainings).toHaveLength(1));
  state().stop(run().id);
  expect(state().runs).toEqual([]);
  expect(trainer.last.isReleased).toBe(true);
});

test('losses are drawn smoothed, and those of what is held out as they are', async () => {
  await begun();
  trainer.last.looks(0, 2);
  trainer.last.steps(1, 40, (step) => 1 + (step % 2));
  trainer.last.looks(40, 1.25);
  await settled();
  expect(run().step).toBe(40);
  expect(run().training.loss).toBeCloseTo(1.5, 1);
  expect(run().held).toEqual([
    [0, 2],
    [40, 1.25],
  ]);
  expect(run().harmonicLoss).toBe(0.5);
});

test('a hundred steps between two moments of drawing are drawn once', async () => {
  await begun(200);
  let times = 0;
  const stop = train.subscribe(() => times++);
  trainer.last.steps(1, 100);
  await settled();
  stop();
  expect(times).toBe(1);
  expect(run().step).toBe(100);
});

test('pictures are drawn anew every few seconds, and the run is kept after ten of them and then every minute', async () => {
  await begun();
  trainer.last.steps(1, 1);
  for (const seconds of [5, 10, 65, 70]) {
    time = 1000 * seconds;
    trainer.last.steps(seconds, seconds);
  }
  expect(trainer.last.words).toEqual([
    'askPreview',
    'askPreview',
    'askCheckpoint',
    'askPreview',
    'askPreview',
    'askCheckpoint',
  ]);
});

test('each of two runs shows what it is shown itself, and nothing of it is kept', async () => {
  await begun();
  state().setKnobs({ ratio: 0.15 });
  await begun();
  const [first, second] = trainer.trainings;
  first.hear({ type: 'shown', step: 7, pictures: [] });
  second.hear({ type: 'shown', step: 3, pictures: [] });
  await settled();
  expect(state().runs.map(({ shown }) => shown?.step)).toEqual([7, 3]);
  first.ends(100);
  await vi.waitFor(() => expect(state().kept).toHaveLength(1));
  expect(state().kept[0]).not.toHaveProperty('shown');
});

test('paused, it is kept, and goes on when it is told to; the learning rate changes meanwhile', async () => {
  await begun();
  const { id } = run();
  trainer.last.steps(1, 20);
  state().pause(id);
  trainer.last.checkpoint(20);
  expect(run().phase).toBe('paused');
  await vi.waitFor(() => expect(state().kept).toHaveLength(1));
  state().setPeak(id, 0.01);
  state().goOn(id);
  expect(run().phase).toBe('running');
  expect(run().options.peak).toBe(0.01);
  expect(trainer.last.words).toEqual(['pause', 'askCheckpoint', 'setLearningRate', 'goOn']);
});

test('two runs go on side by side, and a third has to wait until one is over', async () => {
  await begun();
  state().setKnobs({ ratio: 0.15 });
  await begun();
  await begun();
  expect(trainer.trainings).toHaveLength(2);
  expect(state().runs.map(({ options }) => options.masking.ratio)).toEqual([0.75, 0.15]);
  const [first, second] = trainer.trainings;
  expect(second.options.heldOut.masking).toEqual(first.options.heldOut.masking);
  first.ends(100);
  await begun();
  expect(state().runs.map(({ number }) => number)).toEqual([2, 3]);
});

test('what comes out is opened by the page’s ordinary loader and stands in its list', async () => {
  await begun();
  const using = state().use(run().id, 'Trained here 1 (64 × 64, 75 %)');
  expect(trainer.last.words).toEqual(['askCheckpoint']);
  trainer.last.checkpoint(10);
  expect(await using).toBe(true);
  const { models, model: opened, problem } = playground.getState();
  expect(problem).toBeUndefined();
  expect(models.map(({ title }) => title)).toContain('Trained here 1 (64 × 64, 75 %)');
  expect(opened.geometry).toMatchObject(trainer.last.options.geometry);
  expect(opened.mean).toEqual(trainer.last.options.normalisation.mean);
});

test('after a reload a run that was kept goes on exactly where it was, with its curve and its pictures', async () => {
  await begun();
  trainer.last.looks(0, 2);
  trainer.last.steps(1, 30);
  trainer.last.looks(30, 1.5);
  await settled();
  const progress = trainer.last.checkpoint(30);
  await vi.waitFor(() => expect(state().kept).toHaveLength(1));
  const { pictures, options } = trainer.last;
  tab.close();
  open();
  await vi.waitFor(() => expect(state().kept).toHaveLength(1));
  const [kept] = state().kept;
  expect(kept).toMatchObject({ step: 30, isEnded: false });
  await state().goOnWith(kept.id);
  expect(trainer.last.from).toEqual({ progress });
  expect(trainer.last.pictures).toEqual(pictures);
  expect(trainer.last.options).toEqual(options);
  expect(run().held).toHaveLength(2);
  expect(run().number).toBe(1);
});

test('of a run that has ended the model is kept, and the pictures are not', async () => {
  await begun();
  trainer.last.ends(100);
  await vi.waitFor(() => expect(state().kept[0]?.isEnded).toBe(true));
  await vi.waitFor(() => expect(records.tables.get('pictures')?.size).toBe(0));
  expect(records.tables.get('progress')?.size).toBe(1);
  await state().forget(run().id);
  expect(records.tables.get('progress')?.size).toBe(0);
});

test('what is kept of a run takes as much as its numbers and, until it has ended, its pictures', async () => {
  await begun();
  const { parameters } = trainer.last.checkpoint(10);
  const numbers = [...parameters.values()].reduce((sum, { length }) => sum + length, 0);
  await vi.waitFor(() => expect(state().kept[0]?.bytes).toBe(4 * (numbers + 2 * 512 * 768)));
  trainer.last.ends(100);
  await vi.waitFor(() => expect(state().kept[0].bytes).toBe(4 * numbers));
});

test('the pictures of a run are kept once, and again where they were not', async () => {
  const put = vi.spyOn(records, 'put');
  const hasPictures = () => put.mock.calls.map(([, values]) => 'pictures' in values);
  await begun();
  records.isRefused = true;
  trainer.last.checkpoint(10);
  await settled();
  records.isRefused = false;
  for (const step of [20, 30]) {
    trainer.last.checkpoint(step);
    await vi.waitFor(() => expect(state().kept[0]?.step).toBe(step));
  }
  expect(hasPictures()).toEqual([true, true, false]);
});

test('several kept runs are deleted at once; what cannot be deleted stays and is told', async () => {
  await begun();
  trainer.last.ends(100);
  await begun();
  trainer.last.ends(100);
  await vi.waitFor(() => expect(state().kept).toHaveLength(2));
  const ids = state().kept.map(({ id }) => id);
  records.isRefused = true;
  await state().forget(...ids);
  expect(state().kept).toHaveLength(2);
  expect(playground.getState().problem).toBeDefined();
  records.isRefused = false;
  await state().forget(...ids);
  expect(state().kept).toEqual([]);
  expect([...records.tables.values()].map(({ size }) => size)).toEqual([0, 0, 0]);
});

test('where the browser keeps nothing the page says so, and the run goes on', async () => {
  records.isRefused = true;
  await begun();
  trainer.last.checkpoint(10);
  await vi.waitFor(() => expect(state().isNotKept).toBe(true));
  expect(run().phase).toBe('running');
});

test('a checkpoint that finds no room is told, what was kept before stays, and the next that does takes it back', async () => {
  await begun();
  trainer.last.steps(1, 10);
  trainer.last.checkpoint(10);
  await vi.waitFor(() => expect(state().kept[0]?.step).toBe(10));
  expect(state().isNotKept).toBe(false);
  records.isRefused = true;
  trainer.last.steps(11, 20);
  trainer.last.checkpoint(20);
  await vi.waitFor(() => expect(state().isNotKept).toBe(true));
  expect(run()).toMatchObject({ phase: 'running', step: 20 });
  records.isRefused = false;
  expect(await createShelf(records).list()).toMatchObject([{ step: 10 }]);
  trainer.last.checkpoint(30);
  await vi.waitFor(() => expect(state().isNotKept).toBe(false));
  expect(state().kept[0].step).toBe(30);
});

test('that one of two runs is kept does not hide that the other is not', async () => {
  await begun();
  await begun();
  const [first, second] = trainer.trainings;
  records.isRefused = true;
  first.checkpoint(10);
  await vi.waitFor(() => expect(state().isNotKept).toBe(true));
  records.isRefused = false;
  second.checkpoint(10);
  await vi.waitFor(() => expect(state().kept).toHaveLength(1));
  expect(state().isNotKept).toBe(true);
  state().close(state().runs[0].id);
  expect(state().isNotKept).toBe(false);
});

test('a browser that could not be asked what it keeps, and then keeps a run, keeps something', async () => {
  records.isRefused = true;
  open();
  await vi.waitFor(() => expect(state().isNotKept).toBe(true));
  await begun();
  expect(state().isNotKept).toBe(true);
  records.isRefused = false;
  trainer.last.checkpoint(10);
  await vi.waitFor(() => expect(state().isNotKept).toBe(false));
});

test('a run that failed where nothing is kept goes on, and is kept with its pictures when there is room', async () => {
  records.isRefused = true;
  await begun();
  trainer.last.checkpoint(10);
  trainer.last.hear({ type: 'failed', why: said('inference.noMemory') });
  await state().goOnWith(run().id);
  records.isRefused = false;
  trainer.last.checkpoint(20);
  await vi.waitFor(() => expect(state().kept[0]?.step).toBe(20));
  open();
  await vi.waitFor(() => expect(state().kept).toHaveLength(1));
  await state().goOnWith(state().kept[0].id);
  expect(trainer.last.pictures).toHaveLength(2);
});

test('when a loss is no number, the last good checkpoint stays, and can be gone on from', async () => {
  await begun();
  trainer.last.steps(1, 60);
  const progress = trainer.last.checkpoint(50);
  trainer.last.hear({ type: 'failed', why: said('training.noNumber', { step: 61 }) });
  expect(run()).toMatchObject({ phase: 'failed', step: 50, why: { key: 'training.noNumber' } });
  expect(await state().use(run().id, 'good')).toBe(true);
  await state().goOnWith(run().id);
  expect(trainer.last.from).toEqual({ progress });
});

test('a model of the page is trained further as it is', async () => {
  state().setFurther(true);
  state().setKnobs({ target: 'normalised-pixels' });
  await begun();
  const { options, from } = trainer.last;
  expect(options.geometry).toEqual(model.geometry);
  expect(options.target).toBe('pixels');
  expect(from && 'tensors' in from).toBe(true);
  expect(run().further).toBe('Toy');
  expect(options.peak).toBeCloseTo(0.0008);
});

test('what cannot be trained further is not', () => {
  state().setFurther(true);
  playground.getState().setModel(otherModel({ target: 'features' }));
  expect(state().isFurther).toBe(false);
});

test('a tab that is hidden keeps what runs at once, and says that it slows down', async () => {
  hide();
  expect(state().wasHidden).toBe(false);
  await begun();
  hide();
  expect(state().wasHidden).toBe(true);
  expect(trainer.last.words).toEqual(['askCheckpoint']);
});

test('a run that failed goes on with the rate that it is given then', async () => {
  await begun();
  trainer.last.checkpoint(50);
  trainer.last.hear({ type: 'failed', why: said('training.noNumber', { step: 61 }) });
  state().setPeak(run().id, 1e-4);
  await state().goOnWith(run().id);
  expect(trainer.trainings).toHaveLength(2);
  expect(trainer.last.options.peak).toBe(1e-4);
});

test('a run that failed goes on from what another tab has made of it since', async () => {
  await begun();
  trainer.last.checkpoint(50);
  trainer.last.hear({ type: 'failed', why: said('training.noNumber', { step: 61 }) });
  const { id } = run();
  const old = train;
  open();
  await vi.waitFor(() => expect(state().kept).toHaveLength(1));
  await state().goOnWith(id);
  await vi.waitFor(() => expect(old.getState().elsewhere).toEqual([id]));
  const asked = trainer.trainings.length;
  await old.getState().goOnWith(id);
  expect(trainer.trainings).toHaveLength(asked);
  trainer.last.checkpoint(80);
  trainer.last.hear({ type: 'failed', why: said('training.threadEnded') });
  await vi.waitFor(() => expect(old.getState()).toMatchObject({ kept: [{ step: 80 }], elsewhere: [] }));
  await old.getState().goOnWith(id);
  expect(trainer.last.from).toMatchObject({ progress: { step: 80 } });
});
