import { beforeEach, expect, test, vi } from 'vitest';
import type { StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../../runtime/inference/engine';
import { createPlayground } from '../../../store/createPlayground';
import { createFilling } from '../../../store/filling';
import { isSettled, type Playground } from '../../../store/playground';
import { samples } from '../../../store/samples';
import { HARDWARE, Lab, model, otherModel, raster, ToyInterpolator } from '../../../test/toy';
import { say } from '../../../words/say';
import { type Compare, createCompare, isCompared, statusOfB } from './compare';

const other = otherModel({}, { patchSize: 4 });

/** The page's engine answers the page at once, and B, who comes by way of its queue, when the test says so; so does B's own. */
let lab: Lab;
let second: Lab;
let spawnEngine: ReturnType<typeof vi.fn<() => Engine>>;
let playground: StoreApi<Playground>;
let compare: StoreApi<Compare>;

beforeEach(async () => {
  lab = new Lab();
  lab.answersPage = true;
  second = new Lab();
  spawnEngine = vi.fn(() => second.engine);
  playground = createPlayground({
    engine: lab.engine,
    models: [model, other],
    samples,
    decodePhoto: async () => raster(10),
    openModel: async () => other,
    filesOfOpened: () => undefined,
    fetchPhoto: async () => raster(200),
  });
  compare = createCompare({ playground, engine: lab.engine, spawnEngine });
  await vi.waitFor(() => expect(isSettled(playground.getState())).toBe(true));
});

/** The n-th reconstruction that B has asked for: of the page's engine, or of its own. */
const ofB = (n: number) =>
  vi.waitFor(() => {
    if (!lab.queued[n]) throw new Error(`reconstruction ${n} of B has not been asked for`);
    return lab.queued[n];
  });
const ofSecond = (n: number) =>
  vi.waitFor(() => {
    if (!second.asked[n]) throw new Error(`reconstruction ${n} of B has not been asked for`);
    return second.asked[n];
  });
const page = () => playground.getState();
const problem = () => {
  const { problem: what } = page();
  return what && say(what);
};
const state = () => compare.getState();
const compared = () => vi.waitFor(() => expect(isCompared(page(), state())).toBe(true));

async function open() {
  page().setMode('compare');
  (await ofB(0)).answer();
  await compared();
}

test('nothing is computed for B until its mode is opened, nor after it is left', async () => {
  page().setRatio(0.5);
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  expect(state().scene).toBeUndefined();
  expect(lab.queued).toHaveLength(0);
  await open();
  page().setMode('explore');
  page().setRatio(0.25);
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  expect(lab.queued).toHaveLength(1);
});

test('B begins as the page with the next seed, on the page’s own runtime', async () => {
  await open();
  expect(state().departures).toEqual({ seed: 1 });
  expect(state().scene?.masking).toEqual({ ...page().masking, seed: 1, hand: undefined });
  expect(state().scene?.square).toBe(page().scene?.square);
  expect(state().scene?.plan.mask).not.toEqual(page().scene?.plan.mask);
  expect(state().pair).toEqual({ a: page().result, b: state().result });
  expect(spawnEngine).not.toHaveBeenCalled();
});

test('what does not depart follows A, what departs stays', async () => {
  await open();
  page().setRatio(0.5);
  page().setStrategy('grid');
  page().setSeed(7);
  expect(state().scene?.masking).toMatchObject({ ratio: 0.5, strategy: 'grid', seed: 1 });
  state().depart({ ratio: 0.25, strategy: 'block', seed: undefined });
  page().setRatio(0.75);
  expect(state().scene?.masking).toMatchObject({ ratio: 0.25, strategy: 'block', seed: 7 });
  expect(state().scene?.plan.idsKeep).toHaveLength(12);
});

test('with nothing departing B has the mask of A, made by hand or not', async () => {
  await open();
  state().depart({ seed: undefined });
  page().clearMask();
  page().paintPatches([0, 5], 1, 'stroke');
  expect(state().scene?.plan.mask).toEqual(page().scene?.plan.mask);
  state().depart({ ratio: 0.5 });
  expect(state().scene?.plan.mask[0]).toBe(1);
  expect(state().scene?.plan.idsKeep).toHaveLength(8);
  state().depart({ ratio: undefined, strategy: 'grid' });
  expect(state().scene?.masking.hand).toBeUndefined();
});

test('numbers out of range are brought into it, and what is no number is ignored', async () => {
  await open();
  state().depart({ seed: 2 ** 40, ratio: 3 });
  expect(state().departures).toMatchObject({ seed: 2 ** 32 - 1, ratio: 0.99 });
  state().depart({ seed: Number.NaN, ratio: Number.NaN });
  expect(state().departures).toMatchObject({ seed: 2 ** 32 - 1, ratio: 0.99 });
  state().depart({ seed: -1.5, ratio: -1 });
  expect(state().departures).toMatchObject({ seed: 0, ratio: 0 });
});

test('of many changes while B is computed only the last is computed next', async () => {
  await open();
  for (const seed of [2, 3, 4, 5]) state().depart({ seed });
  const late = await ofB(1);
  state().depart({ seed: 6 });
  state().depart({ seed: 7 });
  late.answer();
  (await ofB(2)).answer();
  await compared();
  expect(state().result?.scene.masking.seed).toBe(7);
  expect(lab.queued).toHaveLength(3);
});

test('A asks for its own reconstruction first', async () => {
  await open();
  lab.answersPage = false;
  const before = lab.asked.length;
  page().setRatio(0.5);
  await vi.waitFor(() => expect(lab.asked).toHaveLength(before + 1));
  expect(lab.queued).toHaveLength(1);
  lab.asked[before].answer();
  await ofB(1);
});

test('results of different photographs are never a pair', async () => {
  await open();
  const { pair } = state();
  await page().choosePhoto(new File([], 'mine.jpg'));
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  expect(isCompared(page(), state())).toBe(false);
  expect(state().pair).toBe(pair);
  (await ofB(1)).answer();
  await compared();
  expect(state().pair?.a).toBe(page().result);
  expect(state().pair?.b).toBe(state().result);
});

test('another model gets a runtime of its own, which ends when the models are equal again', async () => {
  await open();
  state().depart({ model: other });
  (await ofSecond(0)).answer();
  await compared();
  expect(second.engine.getState()).toMatchObject({
    kind: 'running',
    order: { model: other, choice: 'auto' },
  });
  expect(state().result?.scene.plan.mask).toHaveLength(4);
  expect(lab.loads).toHaveLength(1);
  state().depart({ model: undefined });
  expect(second.engine.getState().kind).toBe('idle');
  expect(statusOfB(page(), state())).toBe(page().status);
  (await ofB(1)).answer();
  await compared();
});

test('leaving the mode ends the second runtime, and coming back starts it again', async () => {
  await open();
  state().depart({ model: other });
  const unanswered = ofSecond(0);
  await unanswered;
  page().setMode('explore');
  expect(second.engine.getState().kind).toBe('idle');
  page().setMode('compare');
  (await ofSecond(1)).answer();
  await compared();
  expect(second.loads).toHaveLength(2);
  expect(spawnEngine).toHaveBeenCalledTimes(1);
});

test('when A takes the model that B has, B needs no runtime of its own', async () => {
  await open();
  state().depart({ model: other });
  (await ofSecond(0)).answer();
  await compared();
  page().setModel(other);
  expect(second.engine.getState().kind).toBe('idle');
  (await ofB(1)).answer();
  await compared();
});

test('another backend for the page is another backend for B', async () => {
  await open();
  state().depart({ model: other });
  (await ofSecond(0)).answer();
  await compared();
  page().setBackend('wasm');
  (await ofSecond(1)).answer();
  await compared();
  expect(second.engine.getState()).toMatchObject({ order: { model: other, choice: 'wasm' } });
});

test('when the page loads its model again B is computed again', async () => {
  await open();
  page().setRatio(0.5);
  await ofB(1);
  page().reload();
  (await ofB(2)).answer();
  await compared();
});

test('a second model that cannot be had is said, A goes on, and trying again is possible', async () => {
  await open();
  const { onLoad } = second;
  second.onLoad = (worker) => worker.fails('the model could not be fetched', 'files');
  state().depart({ model: other });
  await vi.waitFor(() => expect(state().status?.kind).toBe('failed'));
  expect(problem()).toBe('Other cannot run here: the model could not be fetched.');
  page().setRatio(0.5);
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  expect(second.loads).toHaveLength(1);
  second.onLoad = onLoad;
  state().retry();
  (await ofSecond(0)).answer();
  await compared();
});

test('when the GPU of the second model breaks B goes on without it', async () => {
  await open();
  second.gpu = HARDWARE;
  state().depart({ model: other });
  (await ofSecond(0)).fail('device lost');
  (await ofSecond(1)).answer();
  await compared();
  expect(second.engine.getState()).toMatchObject({ order: { choice: 'auto' }, running: { backend: 'wasm' } });
  expect(problem()).toContain('WebGPU stopped working (device lost)');
  page().setRatio(0.5);
  expect(second.loads).toHaveLength(2);
});

test('when B breaks the GPU that A runs on, both go on without it', async () => {
  lab.gpu = HARDWARE;
  page().reload();
  await vi.waitFor(() => expect(page().status).toMatchObject({ running: { backend: 'webgpu' } }));
  page().setMode('compare');
  (await ofB(0)).fail('device lost');
  (await ofB(1)).answer();
  await compared();
  expect(problem()).toContain('WebGPU stopped working (device lost)');
  expect(page().status).toMatchObject({ running: { backend: 'wasm' } });
});

test('when B breaks the worker that A needs, A gets a new one and B is not tried for ever', async () => {
  page().setMode('compare');
  (await ofB(0)).fail('out of memory');
  await vi.waitFor(() => expect(lab.loads).toHaveLength(2));
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  expect(state().status?.kind).toBe('failed');
  expect(problem()).toBe('Toy cannot run here: the backend stopped working (out of memory).');
  expect(lab.queued).toHaveLength(1);
  state().depart({ seed: 9 });
  (await ofB(1)).answer();
  await compared();
});

test('side B is filled behind its own mask, with every change of it, as long as somebody wants it', async () => {
  const interpolator = new ToyInterpolator();
  const filling = createFilling(playground, interpolator, compare);
  await open();
  expect(interpolator.asked).toHaveLength(0);
  const leave = filling.getState().want();
  await vi.waitFor(() => expect(filling.getState().filled?.scene).toBe(state().scene));
  state().depart({ ratio: 0.25 });
  await vi.waitFor(() => expect(filling.getState().filled?.scene).toBe(state().scene));
  expect(filling.getState().filled?.scene.plan.idsKeep).toHaveLength(12);
  leave();
  state().depart({ ratio: 0.5 });
  expect(interpolator.asked).toHaveLength(2);
});
