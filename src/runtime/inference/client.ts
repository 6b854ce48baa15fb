/**
 * The page's side of the worker: starts it on the best backend that works and feeds it predictions, the newest first.
 * Each load gets a worker of its own, since WebAssembly memory never shrinks; a slider move keeps it.
 */
import type { NetworkInput, NetworkOutput } from '../../mae/reconstruct';
import type { Precision } from '../checkpoint/precision';
import { gpuProblem, needsOf, wasmProblem } from '../models/limits';
import type { Model } from '../models/model';
import { type Attempt, type BackendChoice, type Gpu, planAttempts, webgpuFailed } from './backend';
import type { Backend, Blame, FromWorker, OwnModel, ToWorker } from './protocol';

/** A backend that is up and has passed its self-check. */
export interface Running {
  readonly backend: Backend;
  /** Why this one, as half a sentence. */
  readonly reason: string;
  /** CPU threads in use; 1 on a GPU. */
  readonly threads: number;
  /** What it computes in. */
  readonly precision: Precision;
  /** Largest difference from PyTorch's numbers in the self-check: of a file that brings none, that of the built-in model on the same GPU. */
  readonly selfCheckError?: number;
}

export interface Runtime {
  /**
   * Loads a model, replacing the one before. `onProgress` hears bytes received and in all.
   * Rejects with `Superseded` when another load follows, with `RuntimeFailed` when the files cannot be had or no backend works or
   * can hold the model.
   */
  load(model: Model, choice: BackendChoice, onProgress: OnProgress): Promise<Running>;
  /**
   * Runs the loaded model. One request runs and one waits; a newer one replaces the waiting one, which rejects with
   * `Superseded`, as does a request while no model is loaded. Rejects with `RuntimeFailed` when the backend breaks: load again.
   */
  predict(input: NetworkInput): Promise<NetworkOutput>;
  /**
   * The same for work of many parts: waits in a queue and is replaced by none. A `predict` goes before all of the queue, but no two
   * in a row. Rejects with `Superseded` when a load begins before its turn, or while no model is loaded.
   */
  enqueue(input: NetworkInput): Promise<NetworkOutput>;
  /** Stops the worker, which gives its memory back; what was asked of it rejects with `Superseded`. `load` starts a new one. */
  release(): void;
}

export type OnProgress = (received: number, total: number) => void;

/** A newer request took this one's place; nothing is wrong. */
export class Superseded extends Error {
  override name = 'Superseded';
}

/** The network cannot run; the message is half a sentence for the person. */
export class RuntimeFailed extends Error {
  override name = 'RuntimeFailed';
  readonly blame: Blame;
  constructor(message: string, blame: Blame) {
    super(message);
    this.blame = blame;
  }
}

/** The part of a `Worker` that is used here. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

interface Deferred<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

type Request = Deferred<NetworkOutput> & { readonly input: NetworkInput };

/**
 * `spawn` makes a fresh inference worker; `probe` says what GPU there is, and `reference` is a model that a GPU's arithmetic is
 * checked with before a file that brings no numbers of its own.
 */
export function createRuntime(
  spawn: () => WorkerLike,
  probe: () => Promise<Gpu>,
  reference?: OwnModel,
): Runtime {
  /** What WebGPU failed with, by model: one that is too large must not keep the GPU from the others. */
  const gpuFailures = new Map<Model, string>();
  let worker: WorkerLike | undefined;
  let loading: Deferred<Running> | undefined;
  let running: Request | undefined;
  let waiting: Request | undefined;
  let queue: Request[] = [];
  let isQueuesTurn = false;
  let newestLoad = 0;

  const post = (message: ToWorker): void => worker?.postMessage(message);

  function stop(error: Error): void {
    worker?.terminate();
    worker = undefined;
    for (const deferred of [loading, running, waiting, ...queue]) deferred?.reject(error);
    loading = running = waiting = undefined;
    queue = [];
  }

  function pump(): void {
    if (running) return;
    // A slider that moves without pause must not keep the queue from ever being worked on.
    if (waiting && !(isQueuesTurn && queue.length > 0)) {
      running = waiting;
      waiting = undefined;
      isQueuesTurn = true;
    } else {
      running = queue.shift();
      isQueuesTurn = false;
    }
    if (running) post({ type: 'predict', input: running.input });
  }

  /** One worker, one backend. Rejects with RuntimeFailed or Superseded and leaves no worker behind. */
  function start(model: Model, attempt: Attempt, onProgress: OnProgress): Promise<Running> {
    return new Promise((resolve, reject) => {
      const fresh = spawn();
      worker = fresh;
      loading = { resolve, reject };
      const fail = (message: string, blame: Blame): void => {
        if (worker !== fresh) return;
        if (blame === 'backend' && attempt.backend === 'webgpu') gpuFailures.set(model, message);
        stop(new RuntimeFailed(message, blame));
      };
      fresh.onerror = (event) => fail(event.message || 'the worker could not start', 'backend');
      fresh.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (worker !== fresh) return;
        switch (data.type) {
          case 'progress':
            return onProgress(data.received, data.total);
          case 'loaded':
            loading = undefined;
            return resolve({
              ...attempt,
              threads: data.threads,
              precision: data.precision,
              selfCheckError: data.selfCheckError,
            });
          case 'predicted':
            running?.resolve(data.output);
            running = undefined;
            return pump();
          case 'failed':
            return fail(data.message, data.blame);
          default:
            data satisfies never;
        }
      };
      const { backend } = attempt;
      const { geometry, files } = model;
      const isUnknown = backend === 'webgpu' && 'tensors' in files;
      post({ type: 'load', backend, geometry, files, ...(isUnknown && { reference }) });
    });
  }

  return {
    async load(model, choice, onProgress) {
      const thisLoad = ++newestLoad;
      stop(new Superseded());
      const gpu = await probe();
      const needs = needsOf(model.geometry);
      let failure: RuntimeFailed | undefined;
      for (const { backend, reason } of planAttempts(choice, gpu, gpuFailures.get(model))) {
        if (thisLoad !== newestLoad) throw new Superseded();
        const problem = backend === 'wasm' ? wasmProblem(needs) : gpuProblem(needs, gpu);
        if (problem) {
          failure = new RuntimeFailed(
            failure ? `${webgpuFailed(failure.message)}; ${problem}` : problem,
            'backend',
          );
          continue;
        }
        try {
          return await start(
            model,
            { backend, reason: failure ? webgpuFailed(failure.message) : reason },
            onProgress,
          );
        } catch (error) {
          if (!(error instanceof RuntimeFailed) || error.blame === 'files') throw error;
          failure = error;
        }
      }
      throw failure;
    },

    predict(input) {
      return new Promise((resolve, reject) => {
        if (!worker || loading) return reject(new Superseded());
        waiting?.reject(new Superseded());
        waiting = { input, resolve, reject };
        pump();
      });
    },

    enqueue(input) {
      return new Promise((resolve, reject) => {
        if (!worker || loading) return reject(new Superseded());
        queue.push({ input, resolve, reject });
        pump();
      });
    },

    release() {
      newestLoad++;
      stop(new Superseded());
    },
  };
}
