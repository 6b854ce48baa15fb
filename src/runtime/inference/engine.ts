/**
 * Runs one model: the page asks it for reconstructions and reads from its state what became of the model. A backend that breaks is
 * its own affair, down to the sentence for the person. Each load has a worker of its own, since WebAssembly memory never shrinks.
 */
import { createStore } from 'zustand/vanilla';
import type { Raster } from '../../mae/raster';
import { said, type Words } from '../../words/said';
import { Sentence } from '../message';
import { needsOf } from '../models/limits';
import { isSameNetwork, type Model, type OwnModel, shapeOf } from '../models/model';
import { quoted } from '../quoted';
import { type BackendChoice, planAttempts, wasmThreads } from './backend';
import {
  type EngineEvent,
  type EngineState,
  failureOf,
  IDLE,
  isBackendsFault,
  isOnGpu,
  transition,
} from './engineState';
import { type Gpu, NO_GPU } from './gpu';
import type { FromWorker, ToWorker } from './protocol';
import { createRequests, NOT_RUNNING, type Requests, Superseded } from './requests';
import type { Computed, Result, Scene } from './scene';
import { createWatchdog, patienceFor } from './watchdog';

export interface Engine {
  getState(): EngineState;
  /** The listener hears every change; returns what ends that. */
  subscribe(listener: (state: EngineState, before: EngineState) => void): () => void;
  /** Loads a model in place of the one before. */
  load(model: Model, choice: BackendChoice): void;
  /**
   * For what is looked at live: one request runs and the newest waits. Rejects with `Superseded` when a newer one or a load takes its
   * place, or while nothing runs; with a `Sentence` when the backend breaks, which the engine's state then says.
   */
  run(scene: Scene): Promise<Computed>;
  /**
   * For work of many parts: waits in a queue until its model runs and its turn comes, through loads and a GPU that breaks. A `run`
   * goes before all of the queue, but no two in a row. Rejects with the signal's reason; with
   * `Superseded` after a release; and with a `Sentence`, half of one, when this request broke WebAssembly, or when nothing runs any more.
   */
  enqueue(scene: Scene, signal: AbortSignal): Promise<Computed>;
  /**
   * The structural similarity of the newest that `run` gave, −1 … 1 or NaN, which takes longer than all its other numbers. Rejects with
   * `Superseded` when it is not the newest, or its model does not run any more.
   */
  measure(result: Result): Promise<number>;
  /** Resolves when the model runs. Rejects with the signal's reason, and with a `Sentence`, half of one, when nothing runs any more. */
  ready(model: Model, signal: AbortSignal): Promise<void>;
  /** Stops the worker, which gives its memory back. `load` starts a new one. */
  release(): void;
}

/** The part of a `Worker` that is used here. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

export interface EngineWorld {
  /** Makes a fresh inference worker. */
  readonly spawn: () => WorkerLike;
  readonly probe: () => Promise<Gpu>;
  /** Threads that WebAssembly can have; those of this browser, unless told otherwise. */
  readonly threads?: number;
  /** A model that a GPU's arithmetic is checked with before a file that brings no numbers of its own. */
  readonly reference?: OwnModel;
}

export const spawnInference = (): WorkerLike =>
  new Worker(new URL('./inference.worker.ts', import.meta.url), { type: 'module' });

export function createEngine({ spawn, probe, threads = wasmThreads(), reference }: EngineWorld): Engine {
  const store = createStore<EngineState>()(() => IDLE);
  /** What WebGPU failed with, by network: one that is too large must not keep the GPU from the others. */
  const gpuFailures = new Map<Model['files'], Words>();
  const requests: Requests = createRequests(({ scene, asker }) => {
    const { square, plan, model } = scene;
    const isKept = asker === 'page';
    if (isKept) kept = scene;
    post({
      type: 'reconstruct',
      ...(square !== sent && { square }),
      plan,
      model: shapeOf(model),
      isKept,
    });
    sent = square;
    watch();
  });
  const asker = () => requests.active()?.asker;
  const watchdog = createWatchdog((seconds) => dispatch({ type: 'stalled', seconds, asker: asker() }));
  let worker: WorkerLike | undefined;
  /** The picture that the worker has. */
  let sent: Raster | undefined;
  /** The scene of the reconstruction that the worker keeps, or will when it has made it. */
  let kept: Scene | undefined;
  /** Who waits to hear how similar one is, in the order in which they asked. */
  let measuring: { resolve(ssim: number): void; reject(reason: unknown): void }[] = [];

  const post = (message: ToWorker): void => worker?.postMessage(message);
  const watch = (): void => watchdog.wait(patienceFor(store.getState(), requests.active() !== undefined));

  function dispatch(event: EngineEvent): void {
    const before = store.getState();
    const state = transition(before, event);
    if (state === before) return;
    noteFailure(before, event, state);
    requests.follow(state, event);
    serve(state, before);
    store.setState(state, true);
    watch();
  }

  /** A GPU that has failed on a network is not tried with it again, unless by name. */
  function noteFailure(before: EngineState, event: EngineEvent, after: EngineState): void {
    const failure = failureOf(event);
    if (failure && isBackendsFault(before, event) && isOnGpu(before) && !isOnGpu(after)) {
      gpuFailures.set(before.order.model.files, failure);
    }
  }

  /** Does what a state asks for. */
  function serve(state: EngineState, before: EngineState): void {
    switch (state.kind) {
      case 'idle':
      case 'failed':
        return stopWorker();
      case 'probing':
        stopWorker();
        return void plan(state);
      case 'loading':
        // Progress is no new attempt.
        if (before.kind === 'loading' && before.attempt === state.attempt) return;
        stopWorker();
        return start(state);
      case 'running':
        return;
    }
  }

  function stopWorker(): void {
    worker?.terminate();
    worker = sent = kept = undefined;
    for (const { reject } of measuring) reject(new Superseded());
    measuring = [];
  }

  async function plan(state: EngineState & { kind: 'probing' }): Promise<void> {
    const { model, choice } = state.order;
    // A browser that is slow to answer about its GPU keeps nobody from WebAssembly.
    const gpu = await (choice === 'wasm' ? NO_GPU : probe());
    const attempts = planAttempts(
      choice,
      { gpu, threads },
      needsOf(model.geometry),
      gpuFailures.get(model.files),
    );
    if (store.getState() === state) dispatch({ type: 'probed', attempts });
  }

  function start({ order: { model }, attempt }: EngineState & { kind: 'loading' }): void {
    const fresh = spawn();
    worker = fresh;
    const hear = (event: EngineEvent): void => {
      if (worker === fresh) dispatch(event);
    };
    fresh.onerror = ({ message }) =>
      hear({
        type: 'failed',
        blame: 'backend',
        message: message
          ? said('inference.brokeOff', { words: quoted(message) })
          : said('inference.partNotStarted'),
        asker: asker(),
      });
    fresh.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (worker !== fresh) return;
      watch();
      switch (data.type) {
        case 'stage':
        case 'progress':
        case 'checked':
          return hear(data);
        case 'loaded': {
          const { type, check, ...facts } = data;
          return hear({ type, facts, check });
        }
        case 'reconstructed':
          requests.answer(data.made);
          return watch();
        case 'measured':
          return measuring.shift()?.resolve(data.ssim);
        case 'failed':
          return hear({ ...data, asker: asker() });
        default:
          data satisfies never;
      }
    };
    const { backend, threads: count } = attempt;
    const { geometry, files } = model;
    const isUnknown = backend === 'webgpu' && 'tensors' in files;
    post({ type: 'load', backend, threads: count, geometry, files, ...(isUnknown && { reference }) });
  }

  return {
    getState: store.getState,
    subscribe: store.subscribe,
    load: (model, choice) => dispatch({ type: 'load', order: { model, choice } }),
    run: requests.run,
    enqueue: requests.enqueue,
    measure: ({ scene, running }) =>
      new Promise((resolve, reject) => {
        const state = store.getState();
        const isNewest = scene === kept && state.kind === 'running' && state.running === running;
        if (!isNewest) return reject(new Superseded());
        measuring.push({ resolve, reject });
        post({ type: 'measure' });
      }),
    ready: (model, signal) =>
      new Promise((resolve, reject) => {
        const finished = new AbortController();
        const finish = (settle: () => void): void => {
          finished.abort();
          settle();
        };
        const look = (state: EngineState): void => {
          if (signal.aborted) return finish(() => reject(signal.reason));
          if (!('order' in state) || !isSameNetwork(state.order.model, model)) return;
          if (state.kind === 'failed') finish(() => reject(new Sentence(NOT_RUNNING)));
          if (state.kind === 'running') finish(resolve);
        };
        const unsubscribe = store.subscribe(look);
        finished.signal.addEventListener('abort', unsubscribe);
        signal.addEventListener('abort', () => look(store.getState()), { signal: finished.signal });
        look(store.getState());
      }),
    release: () => dispatch({ type: 'release' }),
  };
}
