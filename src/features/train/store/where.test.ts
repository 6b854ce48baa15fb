import { beforeEach, expect, test, vi } from 'vitest';
import type { StoreApi } from 'zustand/vanilla';
import type { Tensors } from '../../../runtime/checkpoint/network';
import type { BackendChoice } from '../../../runtime/inference/backend';
import { type Gpu, NO_GPU } from '../../../runtime/inference/gpu';
import type { Playground } from '../../../store/playground';
import { samples } from '../../../store/samples';
import { toyPlayground } from '../../../test/playground';
import { ToyBrowser } from '../../../test/tabs';
import { HARDWARE, raster } from '../../../test/toy';
import { ToyRecords, ToyTrainer } from '../../../test/trainer';
import { said } from '../../../words/said';
import type { Run } from './run';
import { createShelf, type SHELVES } from './shelf';
import { MODE, type Train } from './state';
import { createTrain } from './train';

const SOFTWARE: Gpu = { ...HARDWARE, kind: 'software' };
const LOST = said('inference.gpuLost');
const FAILED = said('inference.backendFailed', { name: 'WebGPU', why: LOST });

let gpu: Gpu;
let time: number;
let trainer: ToyTrainer;
let playground: StoreApi<Playground>;
let train: StoreApi<Train>;

const state = (): Train => train.getState();
const run = (): Run => state().runs[state().runs.length - 1];
/** Device and threads of all that was begun. */
const places = () => trainer.trainings.map(({ options: { device, threads } }) => `${device} ${threads}`);
const choose = (backend: BackendChoice): void => playground.getState().setBackend(backend);
const lose = (): void => trainer.last.hear({ type: 'failed', why: LOST, isGpus: true });

beforeEach(() => {
  gpu = HARDWARE;
  time = 0;
  trainer = new ToyTrainer();
  playground = toyPlayground();
  open();
});

function open(): void {
  train = createTrain({
    ...new ToyBrowser().openTab(),
    playground,
    samples: samples.slice(0, 1),
    fetchSample: async () => raster(1),
    decodePhoto: async () => raster(1),
    tensorsOf: async () => new Map() as Tensors,
    trainer,
    shelf: createShelf(new ToyRecords<(typeof SHELVES)[number]>()),
    probe: async () => gpu,
    threads: 2,
    now: () => time,
    date: () => 1,
    soon: (act) => void setTimeout(act),
    onHidden: () => undefined,
  });
}

async function begun(): Promise<void> {
  state().setKnobs({ steps: 100 });
  await state().begin();
}

/** The first steps, by which the time of one is measured. */
async function measured(): Promise<void> {
  const count = trainer.trainings.length;
  void state().begin();
  await vi.waitFor(() => expect(trainer.trainings).toHaveLength(count + 1));
  trainer.last.steps(1, 2);
  time += 3000;
  trainer.last.steps(3, 4, () => 1, 50);
  await vi.waitFor(() => expect(trainer.trainings).toHaveLength(count + 2));
}

test('left to itself a run computes on a GPU where there is one, and on no software one', async () => {
  await begun();
  gpu = SOFTWARE;
  open();
  await begun();
  expect(places()).toEqual(['webgpu 1', 'wasm 2']);
  expect(run().where?.reason).toEqual(said('inference.onlySoftware'));
});

test('what the person chose for the page holds for a run', async () => {
  gpu = SOFTWARE;
  choose('wasm');
  await begun();
  choose('webgpu');
  await begun();
  expect(places()).toEqual(['wasm 2', 'webgpu 1']);
  expect(run().where?.reason).toEqual(said('inference.asChosenSlow'));
});

test('the room says where a run would compute once it is opened, and again when that changes', async () => {
  expect(state().where).toBeUndefined();
  playground.getState().setMode(MODE);
  await vi.waitFor(() => expect(state().where?.backend).toBe('webgpu'));
  choose('wasm');
  await vi.waitFor(() => expect(state().where?.backend).toBe('wasm'));
});

test('a GPU that fails before the first step is left for WebAssembly, and the run says why', async () => {
  await begun();
  trainer.last.ready();
  trainer.last.looks(0, 2);
  lose();
  await vi.waitFor(() => expect(places()).toEqual(['webgpu 1', 'wasm 2']));
  trainer.last.ready();
  // What of the first was still to be drawn.
  await new Promise((resolve) => setTimeout(resolve));
  expect(run()).toMatchObject({ phase: 'running', where: { backend: 'wasm', reason: FAILED } });
  expect(state().where?.reason).toEqual(FAILED);
  expect(places()).toHaveLength(2);
});

test('so it is while a step is measured', async () => {
  void state().begin();
  await vi.waitFor(() => expect(places()).toEqual(['webgpu 1']));
  lose();
  await vi.waitFor(() => expect(places()).toEqual(['webgpu 1', 'wasm 2']));
  expect(run()).toMatchObject({ phase: 'measuring', where: { reason: FAILED } });
});

test('one that was asked for by name is not left', async () => {
  choose('webgpu');
  await begun();
  lose();
  expect(run()).toMatchObject({ phase: 'failed', why: LOST });
  expect(places()).toEqual(['webgpu 1']);
});

test('where there is none, what was asked for by name says why it cannot be', async () => {
  gpu = NO_GPU;
  choose('webgpu');
  await begun();
  expect(places()).toEqual([]);
  const why = said('inference.noWebGpu');
  expect(run()).toMatchObject({
    phase: 'failed',
    why: said('inference.backendFailed', { name: 'WebGPU', why }),
  });
});

test('lost later, it ends the run, which goes on from its last checkpoint on WebAssembly, or on it by name', async () => {
  await begun();
  trainer.last.steps(1, 60);
  const progress = trainer.last.checkpoint(50);
  lose();
  expect(run()).toMatchObject({ phase: 'failed', step: 50, why: LOST });
  await state().goOnWith(run().id);
  expect(places()).toEqual(['webgpu 1', 'wasm 2']);
  expect(trainer.last.from).toEqual({ progress });
  trainer.last.hear({ type: 'failed', why: said('inference.noMemory') });
  choose('webgpu');
  await state().goOnWith(run().id);
  expect(places()[2]).toBe('webgpu 1');
});

test('what was measured on a GPU says nothing of WebAssembly', async () => {
  await measured();
  choose('wasm');
  await measured();
  expect(places()).toEqual(['webgpu 1', 'webgpu 1', 'wasm 2', 'wasm 2']);
  expect(Object.keys(state().measured)).toHaveLength(2);
});
