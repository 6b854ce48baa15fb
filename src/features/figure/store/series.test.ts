import { beforeEach, expect, test, vi } from 'vitest';
import type { StoreApi } from 'zustand/vanilla';
import { createPlayground } from '../../../store/createPlayground';
import { isSettled, type Playground } from '../../../store/playground';
import { samples } from '../../../store/samples';
import { Lab, model, otherModel, raster } from '../../../test/toy';
import type { Words } from '../../../words/said';
import { say, spell } from '../../../words/say';
import { figureLink } from './link';
import { createSeries, type Series } from './series';

const other = otherModel();

/** Answers at once, unless a test holds the queue back. */
let lab: Lab;
let fetchPhoto: ReturnType<typeof vi.fn<(url: string, name: Words) => Promise<ReturnType<typeof raster>>>>;
let playground: StoreApi<Playground>;
let figure: StoreApi<Series>;

beforeEach(async () => {
  lab = new Lab();
  lab.answersPage = lab.answersQueue = true;
  fetchPhoto = vi.fn(async () => raster(200));
  const world = { engine: lab.engine, samples, fetchPhoto };
  playground = createPlayground({
    ...world,
    models: [model, other],
    decodePhoto: async () => raster(10),
    openModel: async () => other,
    filesOfOpened: () => undefined,
  });
  figure = createSeries({ ...world, playground });
  await vi.waitFor(() => expect(isSettled(playground.getState())).toBe(true));
});

const page = () => playground.getState();
const state = () => figure.getState();
const became = (status: Series['status']) => vi.waitFor(() => expect(state().status).toBe(status));
const request = (n: number) =>
  vi.waitFor(() => {
    if (!lab.queued[n]) throw new Error(`reconstruction ${n} has not been asked for`);
    return lab.queued[n];
  });
const pieces = () => state().drawn?.pieces ?? [];
const titles = () => pieces().map(({ title }) => spell(title));
const problem = () => {
  const { problem: what } = page();
  return what && say(what);
};

async function open(choice: Parameters<Series['choose']>[0] = {}) {
  state().choose(choice);
  page().setMode('figure');
  await became('done');
}

test('nothing is reconstructed until the figure is opened, nor after it is left', async () => {
  page().setSeed(3);
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  expect(lab.queued).toHaveLength(0);
  await open();
  page().setMode('explore');
  page().setSeed(4);
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  expect(lab.queued).toHaveLength(3);
  expect(state().status).toBe('waiting');
});

test('a list of ratios: each hides more of the same shuffle', async () => {
  await open({ ratios: [0.25, 0.5, 0.75] });
  expect(titles()).toEqual(['25 %', '50 %', '75 %']);
  const masks = pieces().map(({ scene }) => [...scene.plan.mask]);
  expect(masks.map((mask) => mask.filter(Boolean).length)).toEqual([4, 8, 12]);
  masks[0].forEach((hidden, patch) => {
    if (hidden) expect([masks[1][patch], masks[2][patch]]).toEqual([1, 1]);
  });
});

test('a list of ratios takes no notice of the slider, but of the seed', async () => {
  await open();
  const { drawn } = state();
  page().setRatio(0.5);
  expect(state().status).toBe('done');
  expect(state().drawn).toBe(drawn);
  page().setSeed(9);
  expect(state().status).toBe('working');
  await became('done');
  expect(state().drawn).not.toBe(drawn);
});

test('many photographs share one mask, and the person’s own comes first', async () => {
  await page().choosePhoto(new File(['x'], 'mine.png', { type: 'image/png' }));
  await open({ kind: 'photographs', photographs: samples.slice(1, 3) });
  expect(titles()).toEqual(['mine.png', say(samples[1].title), say(samples[2].title)]);
  expect(new Set(pieces().map(({ scene }) => scene.plan.mask.join(''))).size).toBe(1);
  expect(pieces().map(({ scene }) => scene.square.data[0])).toEqual([10, 200, 200]);
});

test('a sample is fetched once, and once more after it could not be had', async () => {
  fetchPhoto.mockClear();
  fetchPhoto.mockRejectedValueOnce(new Error('The network is away'));
  const chosen = { kind: 'photographs', photographs: samples.slice(1, 3) } as const;
  state().choose(chosen);
  page().setMode('figure');
  await became('failed');
  expect(problem()).toBe('The figure could not be finished: The network is away.');
  state().again();
  await became('done');
  page().setSeed(5);
  await became('done');
  expect(fetchPhoto).toHaveBeenCalledTimes(3);
});

test('K masks have the seeds from the page’s on, and every hidden patch counts once for each', async () => {
  page().setSeed(2 ** 32 - 2);
  page().setRatio(0.75);
  await open({ kind: 'masks', masks: 3 });
  expect(titles()).toEqual(['Seed 4294967294', 'Seed 4294967295', 'Seed 0']);
  const counts = Array.from({ length: 16 }, (_, patch) =>
    pieces().reduce((sum, { scene }) => sum + scene.plan.mask[patch], 0),
  );
  expect([...(state().drawn?.moments?.counts ?? [])]).toEqual(counts);
});

test('complementary masks hide every patch, with a mask made by hand among them', async () => {
  page().clearMask();
  page().paintPatches([0, 1, 2, 3, 4], 1, 'stroke');
  await open({ kind: 'complementary' });
  const hidden = new Set(
    pieces().flatMap(({ scene }) => [...scene.plan.mask].flatMap((value, patch) => (value ? [patch] : []))),
  );
  expect(hidden.size).toBe(16);
  expect([...pieces()[0].scene.plan.mask]).toEqual([...(page().scene?.plan.mask ?? [])]);
});

test('where nothing is hidden there is nothing to complement', async () => {
  page().setRatio(0);
  await open({ kind: 'complementary' });
  expect(state().progress).toEqual({ done: 0, total: 0 });
});

test('a change begins anew, and what was there stays until the first new piece', async () => {
  await open({ kind: 'masks', masks: 3 });
  const before = state().drawn;
  lab.answersQueue = false;
  page().setSeed(100);
  expect(state().drawn).toBe(before);
  (await request(3)).answer();
  await vi.waitFor(() => expect(titles()).toEqual(['Seed 100']));
  // The second of them belongs to the past as soon as the seed changes.
  const late = await request(4);
  page().setSeed(200);
  late.answer();
  (await request(5)).answer();
  await vi.waitFor(() => expect(titles()).toEqual(['Seed 200']));
});

test('stopping keeps what is done, and going on begins again', async () => {
  lab.answersQueue = false;
  state().choose({ kind: 'masks', masks: 4 });
  page().setMode('figure');
  (await request(0)).answer();
  await vi.waitFor(() => expect(state().progress).toEqual({ done: 1, total: 4 }));
  state().stop();
  (await request(1)).answer();
  expect(state().status).toBe('stopped');
  expect(titles()).toEqual(['Seed 0']);
  lab.answersQueue = true;
  state().again();
  await became('done');
  expect(pieces()).toHaveLength(4);
});

test('with another model the figure is made anew', async () => {
  lab.answersQueue = false;
  page().setMode('figure');
  await request(0);
  lab.answersQueue = true;
  page().setModel(other);
  await became('done');
  expect(state().drawn?.order.model).toBe(other);
  expect(pieces()).toHaveLength(3);
  expect(page().problem).toBeUndefined();
});

test('when the model is loaded again the figure goes on where it was', async () => {
  lab.answersQueue = false;
  page().setMode('figure');
  (await request(0)).answer();
  await request(1);
  lab.answersQueue = true;
  page().reload();
  await became('done');
  expect(pieces()).toHaveLength(3);
  // The second one was begun twice.
  expect(lab.queued).toHaveLength(4);
  expect(page().problem).toBeUndefined();
});

test('a backend that breaks says so, and trying again makes the figure with a new one', async () => {
  lab.answersQueue = false;
  page().setMode('figure');
  const first = await request(0);
  lab.answersQueue = true;
  first.fail('out of memory');
  await became('failed');
  expect(problem()).toBe('The figure could not be finished: the backend stopped working (out of memory).');
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  expect(state().status).toBe('failed');
  state().again();
  await became('done');
  expect(lab.loads).toHaveLength(2);
});

test('when the page cannot run its model the figure waits, and trying again loads the model', async () => {
  const { onLoad } = lab;
  lab.onLoad = (worker) => worker.fails('no');
  page().reload();
  await vi.waitFor(() => expect(page().status.kind).toBe('failed'));
  page().setMode('figure');
  expect(state().status).toBe('waiting');
  lab.onLoad = onLoad;
  state().again();
  await became('done');
});

test('what is out of range is brought into it, and nothing is chosen by nothing', () => {
  state().choose({ ratios: [-1, 2, Number.NaN], masks: 1000 });
  expect(state().choice).toMatchObject({ ratios: [0, 0.99], masks: 64 });
  state().choose({ ratios: [], photographs: [], masks: Number.NaN });
  expect(state().choice).toMatchObject({ ratios: [0, 0.99], masks: 64, photographs: samples.slice(0, 6) });
});

test.each([
  [{ kind: 'ratios', ratios: [0.1, 0.123456789] }],
  [{ kind: 'photographs', photographs: [samples[3], samples[5]] }],
  [{ kind: 'masks', masks: 17 }],
  [{ kind: 'complementary' }],
] as const)('a link says the figure: %j', async (choice) => {
  const link = figureLink(playground, figure, samples);
  await open(choice);
  const fields = { mode: 'figure', ...link.write() };
  const chosen = state().choice;
  state().choose({ kind: 'ratios', ratios: [0.5], photographs: samples.slice(0, 1), masks: 2 });
  expect(link.read(fields)).toEqual([]);
  expect(state().choice).toMatchObject(choice);
  expect(state().choice.kind).toBe(chosen.kind);
  page().setMode('explore');
  expect(link.write()).toEqual({});
});

test('what a link says wrongly is named, and the rest is followed', () => {
  const link = figureLink(playground, figure, samples);
  const fields = { mode: 'figure', figure: 'masks', masks: '2.5', ratios: '0.5,no', photos: 'nobody' };
  expect(link.read(fields).toSorted()).toEqual(['masks', 'photos', 'ratios']);
  expect(state().choice).toMatchObject({ kind: 'masks', masks: 8, ratios: [0.75, 0.85, 0.95] });
  expect(link.read({ figure: 'nothing' })).toEqual([]);
});

test('of a model without predictions nothing is put together, and nothing is computed for it', async () => {
  page().addModel({ ...other, target: 'features' });
  page().setModel(page().models[1]);
  for (const kind of ['masks', 'complementary'] as const) {
    await open({ kind });
    expect(state().drawn).toMatchObject({ total: 0, pieces: [] });
  }
  expect(lab.queued).toHaveLength(0);
  await open({ kind: 'ratios' });
  expect(pieces()).toHaveLength(3);
});
