/**
 * The page's side of the worker: starts it on the best backend that works and feeds it predictions, the newest first.
 * Each load gets a worker of its own, since WebAssembly memory never shrinks; a slider move keeps it.
 */
import type { NetworkInput, NetworkOutput } from '../mae/reconstruct';
import { type Attempt, type BackendChoice, backendNames, type Gpu, planAttempts } from './backend';
import type { Backend, FromWorker, ToWorker } from './protocol';
import type { Model } from './registry';

/** A backend that is up and has passed its self-check. */
export interface Running {
  readonly backend: Backend;
  /** Why this one, as half a sentence. */
  readonly reason: string;
  /** CPU threads in use; 1 on a GPU. */
  readonly threads: number;
  /** Largest difference from PyTorch's numbers in the self-check. */
  readonly selfCheckError: number;
}

export interface Runtime {
  /**
   * Loads a model, replacing the one before. `onProgress` hears bytes received and in all.
   * Rejects with `Superseded` when another load follows, with `BackendFailed` when no backend works.
   */
  load(
    model: Model,
    choice: BackendChoice,
    onProgress: (received: number, total: number) => void,
  ): Promise<Running>;
  /**
   * Runs the loaded model. One request runs and one waits; a newer one replaces the waiting one,
   * which rejects with `Superseded`. Rejects with `BackendFailed` when the backend breaks: load again.
   */
  predict(input: NetworkInput): Promise<NetworkOutput>;
}

/** A newer request took this one's place; nothing is wrong. */
export class Superseded extends Error {
  override name = 'Superseded';
}

/** The network cannot run; the message is a sentence for the person. */
export class BackendFailed extends Error {
  override name = 'BackendFailed';
}

/** The part of a `Worker` that is used here. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

interface Deferred<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

type Request = Deferred<NetworkOutput> & { readonly input: NetworkInput };

/** `spawn` makes a fresh inference worker; `probe` says what GPU there is. */
export function createRuntime(spawn: () => WorkerLike, probe: () => Promise<Gpu>): Runtime {
  const failures = new Map<Backend, string>();
  let worker: WorkerLike | undefined;
  let loading: Deferred<never> | undefined;
  let ready = false;
  let running: Request | undefined;
  let waiting: Request | undefined;
  let lastId = 0;

  const post = (message: ToWorker): void => worker?.postMessage(message);

  function stop(error: Error): void {
    worker?.terminate();
    worker = undefined;
    ready = false;
    loading?.reject(error);
    loading = undefined;
    for (const request of [running, waiting]) request?.reject(error);
    running = waiting = undefined;
  }

  function pump(): void {
    if (!ready || running || !waiting) return;
    running = waiting;
    waiting = undefined;
    post({ type: 'predict', id: ++lastId, input: running.input });
  }

  /** One worker, one backend; rejects with BackendFailed or Superseded and leaves no worker behind. */
  function start(
    model: Model,
    attempt: Attempt,
    onProgress: (received: number, total: number) => void,
  ): Promise<Running> {
    return new Promise((resolve, reject) => {
      const fresh = spawn();
      worker = fresh;
      loading = { resolve, reject };
      const id = ++lastId;
      const fail = (message: string): void => {
        if (worker !== fresh) return;
        failures.set(attempt.backend, `${backendNames[attempt.backend]} failed: ${message}`);
        stop(new BackendFailed(message));
      };
      fresh.onerror = (event) => fail(event.message || 'the worker could not start');
      fresh.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (worker !== fresh) return;
        switch (data.type) {
          case 'progress':
            return onProgress(data.received, data.total);
          case 'loaded':
            loading = undefined;
            ready = true;
            resolve({ ...attempt, threads: data.threads, selfCheckError: data.selfCheckError });
            return pump();
          case 'predicted': {
            const answered = running;
            running = undefined;
            answered?.resolve(data.output);
            return pump();
          }
          case 'failed':
            return fail(data.message);
          default:
            data satisfies never;
        }
      };
      post({ type: 'load', id, backend: attempt.backend, geometry: model.geometry, files: model.files });
    });
  }

  let newestLoad = 0;

  return {
    async load(model, choice, onProgress) {
      const thisLoad = ++newestLoad;
      stop(new Superseded());
      const gpu = await probe();
      let failure = '';
      for (const attempt of planAttempts(choice, gpu, failures)) {
        if (thisLoad !== newestLoad) throw new Superseded();
        try {
          const reason = failure ? `WebGPU failed: ${failure}` : attempt.reason;
          return await start(model, { ...attempt, reason }, onProgress);
        } catch (error) {
          if (!(error instanceof BackendFailed)) throw error;
          failure = error.message;
        }
      }
      throw new BackendFailed(failure);
    },

    predict(input) {
      return new Promise((resolve, reject) => {
        waiting?.reject(new Superseded());
        waiting = { input, resolve, reject };
        pump();
      });
    },
  };
}
