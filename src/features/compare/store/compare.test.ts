import { beforeEach, expect, test, vi } from 'vitest';
import type { StoreApi } from 'zustand/vanilla';
import type { NetworkInput, NetworkOutput } from '../../../mae/reconstruct';
import { type Runtime, RuntimeFailed, Superseded } from '../../../runtime/inference/client';
import type { Model } from '../../../runtime/models/model';
import { createPlayground, isSettled, type Playground } from '../../../store/playground';
import { samples } from '../../../store/samples';
import { answer, model, raster, running } from '../../../test/toy';
import { type Compare, createCompare, isCompared, statusOfB } from './compare';

const other = { ...model, id: 'other', title: 'Other', geometry: { imageSize: 8, patchSize: 4 } } as Model;

/** A runtime that answers the page at once, and B when the test says so, oldest first. */
class FakeRuntime implements Runtime {
  asked: { input: NetworkInput; answer: () => void; fail: (error: Error) => void }[] = [];
  load = vi.fn<Runtime['load']>(async () => running());
  predict = vi.fn<Runtime['predict']>(async (input) => answer(input));
  enqueue = (input: NetworkInput) =>
    new Promise<NetworkOutput>((resolve, reject) => {
      this.asked.push({ input, answer: () => resolve(answer(input)), fail: reject });
    });
  release = vi.fn(() => {
    for (const { fail } of this.asked) fail(new Superseded());
  });
  request(n: number) {
    return vi.waitFor(() => {
      if (!this.asked[n]) throw new Error(`reconstruction ${n} of B has not been asked for`);
      return this.asked[n];
    });
  }
}

let runtime: FakeRuntime;
let second: FakeRuntime;
let spawnRuntime: ReturnType<typeof vi.fn<() => Runtime>>;
let playground: StoreApi<Playground>;
let compare: StoreApi<Compare>;

beforeEach(async () => {
  runtime = new FakeRuntime();
  second = new FakeRuntime();
  spawnRuntime = vi.fn(() => second);
  playground = createPlayground({
    runtime,
    models: [model, other],
    samples,
    decodePhoto: async () => raster(10),
    openModel: async () => other,
    fetchPhoto: async () => raster(200),
  });
  compare = createCompare({ playground, runtime, spawnRuntime });
  await vi.waitFor(() => expect(isSettled(playground.getState())).toBe(true));
});

const page = () => playground.getState();
const state = () => compare.getState();
const compared = () => vi.waitFor(() => expect(isCompared(page(), state())).toBe(true));

async function open() {
  page().setMode('compare');
  (await runtime.request(0)).answer();
  await compared();
}

test('nothing is computed for B until its mode is opened, nor after it is left', async () => {
  page().setRatio(0.5);
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  expect(state().scene).toBeUndefined();
  expect(runtime.asked).toHaveLength(0);
  await open();
  page().setMode('explore');
  page().setRatio(0.25);
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  expect(runtime.asked).toHaveLength(1);
});

test('B begins as the page with the next seed, on the page’s own runtime', async () => {
  await open();
  expect(state().departures).toEqual({ seed: 1 });
  expect(state().scene?.masking).toEqual({ ...page().masking, seed: 1, hand: undefined });
  expect(state().scene?.square).toBe(page().scene?.square);
  expect(state().scene?.plan.mask).not.toEqual(page().scene?.plan.mask);
  expect(state().pair).toEqual({ a: page().result, b: state().result });
  expect(spawnRuntime).not.toHaveBeenCalled();
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
  const late = await runtime.request(1);
  state().depart({ seed: 6 });
  state().depart({ seed: 7 });
  late.answer();
  (await runtime.request(2)).answer();
  await compared();
  expect(state().result?.scene.masking.seed).toBe(7);
  expect(runtime.asked).toHaveLength(3);
});

test('A asks for its own reconstruction first', async () => {
  await open();
  const order: string[] = [];
  runtime.predict.mockImplementation(async (input) => {
    order.push('A');
    return answer(input);
  });
  const { enqueue } = runtime;
  runtime.enqueue = (input) => {
    order.push('B');
    return enqueue(input);
  };
  page().setRatio(0.5);
  await runtime.request(1);
  expect(order).toEqual(['A', 'B']);
});

test('results of different photographs are never a pair', async () => {
  await open();
  const { pair } = state();
  await page().choosePhoto(new File([], 'mine.jpg'));
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  expect(isCompared(page(), state())).toBe(false);
  expect(state().pair).toBe(pair);
  (await runtime.request(1)).answer();
  await compared();
  expect(state().pair?.a).toBe(page().result);
  expect(state().pair?.b).toBe(state().result);
});

test('another model gets a runtime of its own, which ends when the models are equal again', async () => {
  await open();
  state().depart({ model: other });
  (await second.request(0)).answer();
  await compared();
  expect(second.load).toHaveBeenCalledWith(other, 'auto', expect.any(Function));
  expect(state().result?.scene.plan.mask).toHaveLength(4);
  expect(runtime.load).toHaveBeenCalledTimes(1);
  state().depart({ model: undefined });
  expect(second.release).toHaveBeenCalledTimes(1);
  expect(statusOfB(page(), state())).toBe(page().status);
  (await runtime.request(1)).answer();
  await compared();
});

test('leaving the mode ends the second runtime, and coming back starts it again', async () => {
  await open();
  state().depart({ model: other });
  const unanswered = second.request(0);
  await unanswered;
  page().setMode('explore');
  expect(second.release).toHaveBeenCalledTimes(1);
  page().setMode('compare');
  (await second.request(1)).answer();
  await compared();
  expect(second.load).toHaveBeenCalledTimes(2);
  expect(spawnRuntime).toHaveBeenCalledTimes(1);
});

test('when A takes the model that B has, B needs no runtime of its own', async () => {
  await open();
  state().depart({ model: other });
  (await second.request(0)).answer();
  await compared();
  page().setModel(other);
  expect(second.release).toHaveBeenCalled();
  (await runtime.request(1)).answer();
  await compared();
});

test('another backend for the page is another backend for B', async () => {
  await open();
  state().depart({ model: other });
  (await second.request(0)).answer();
  await compared();
  page().setBackend('wasm');
  (await second.request(1)).answer();
  await compared();
  expect(second.load).toHaveBeenLastCalledWith(other, 'wasm', expect.any(Function));
});

test('when the page loads its model again B is computed again', async () => {
  await open();
  page().setRatio(0.5);
  const cut = await runtime.request(1);
  const reloaded = page().reload();
  cut.fail(new Superseded());
  await reloaded;
  (await runtime.request(2)).answer();
  await compared();
});

test('a second model that cannot be had is said, A goes on, and trying again is possible', async () => {
  await open();
  second.load.mockRejectedValueOnce(new RuntimeFailed('the model could not be fetched', 'files'));
  state().depart({ model: other });
  await vi.waitFor(() => expect(state().status?.kind).toBe('failed'));
  expect(page().problem).toBe('Other cannot run here: the model could not be fetched.');
  page().setRatio(0.5);
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  expect(second.load).toHaveBeenCalledTimes(1);
  state().retry();
  (await second.request(0)).answer();
  await compared();
});

test('when the GPU of the second model breaks B goes on without it', async () => {
  await open();
  second.load.mockResolvedValueOnce({
    backend: 'webgpu',
    reason: '',
    threads: 1,
    precision: 'float32',
    selfCheckError: 0,
  });
  state().depart({ model: other });
  (await second.request(0)).fail(new RuntimeFailed('device lost', 'backend'));
  (await second.request(1)).answer();
  await compared();
  expect(second.load).toHaveBeenLastCalledWith(other, 'auto', expect.any(Function));
  expect(page().problem).toContain('WebGPU stopped working (device lost)');
  page().setRatio(0.5);
  expect(second.load).toHaveBeenCalledTimes(2);
});

test('when B breaks the GPU that A runs on, both go on without it', async () => {
  runtime.load.mockResolvedValueOnce({
    backend: 'webgpu',
    reason: '',
    threads: 1,
    precision: 'float32',
    selfCheckError: 0,
  });
  await page().reload();
  page().setMode('compare');
  (await runtime.request(0)).fail(new RuntimeFailed('device lost', 'backend'));
  (await runtime.request(1)).answer();
  await compared();
  expect(page().problem).toContain('WebGPU stopped working (device lost)');
  expect(page().status).toMatchObject({ running: { backend: 'wasm' } });
});

test('when B breaks the worker that A needs, A gets a new one and B is not tried for ever', async () => {
  page().setMode('compare');
  (await runtime.request(0)).fail(new RuntimeFailed('out of memory', 'backend'));
  await vi.waitFor(() => expect(runtime.load).toHaveBeenCalledTimes(2));
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  expect(state().status?.kind).toBe('failed');
  expect(page().problem).toBe('Toy cannot run here: out of memory.');
  expect(runtime.asked).toHaveLength(1);
  state().depart({ seed: 9 });
  (await runtime.request(1)).answer();
  await compared();
});
