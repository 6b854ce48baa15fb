/** Who waits for a reconstruction: one runs, the page's newest waits, and a queue behind it, in an order that is fair to both. */
import type { Reconstruction } from '../../mae/reconstruct';
import { said } from '../../words/said';
import { Sentence } from '../message';
import { isSameNetwork } from '../models/model';
import { type Asker, type EngineEvent, type EngineState, failureOf, isOnGpu } from './engineState';
import type { Computed, Scene } from './scene';

/** A newer request took this one's place, or nobody wants it any more; nothing is wrong. */
export class Superseded extends Error {
  override name = 'Superseded';
}

/** Half a sentence. */
export const NOT_RUNNING = said('inference.notRunning');

interface Request {
  readonly scene: Scene;
  readonly asker: Asker;
  /** Of queued work. */
  readonly signal?: AbortSignal;
  readonly resolve: (result: Computed) => void;
  readonly reject: (reason: unknown) => void;
}

export interface Requests {
  run(scene: Scene): Promise<Computed>;
  enqueue(scene: Scene, signal: AbortSignal): Promise<Computed>;
  /** What the worker is busy with. */
  active(): Request | undefined;
  /** The worker has done what it was busy with. */
  answer(made: Reconstruction): void;
  /** The engine has come into a state by an event. To be called before anybody else hears of it. */
  follow(state: EngineState, event: EngineEvent): void;
}

/** `send` gives the worker something to do; it is called while the model runs and the worker has nothing to do. */
export function createRequests(send: (request: Request) => void): Requests {
  let state: EngineState = { kind: 'idle' };
  let active: Request | undefined;
  let newest: Request | undefined;
  let queue: Request[] = [];
  let isQueuesTurn = false;

  /** The first in the queue whose model runs; the others wait for theirs. */
  function fromQueue(): Request | undefined {
    const { kind } = state;
    if (kind !== 'running') return undefined;
    const { model } = state.order;
    const at = queue.findIndex(({ scene }) => isSameNetwork(scene.model, model));
    return at < 0 ? undefined : queue.splice(at, 1)[0];
  }

  function next(): Request | undefined {
    // A slider that moves without pause must not keep the queue from ever being worked on.
    const queued = newest && !isQueuesTurn ? undefined : fromQueue();
    const request = queued ?? newest;
    if (!queued) newest = undefined;
    isQueuesTurn = request?.asker === 'page';
    return request;
  }

  function pump(): void {
    if (active || state.kind !== 'running') return;
    active = next();
    if (active) send(active);
  }

  /** After what else happens in this turn, so that of all that a change asks for the page's own picture comes first. */
  const pumpSoon = (): void => queueMicrotask(pump);

  function interrupt(event: EngineEvent, isRetried: boolean): void {
    if (active?.signal && !active.signal.aborted && isRetried) queue.unshift(active);
    else active?.reject(reasonFor(event));
    active = undefined;
    newest?.reject(new Superseded());
    newest = undefined;
  }

  function rejectAll(reason: Error): void {
    for (const request of [active, newest, ...queue]) request?.reject(reason);
    active = newest = undefined;
    queue = [];
  }

  return {
    active: () => active,

    run: (scene) =>
      new Promise((resolve, reject) => {
        if (state.kind !== 'running') return reject(new Superseded());
        newest?.reject(new Superseded());
        newest = { scene, asker: 'page', resolve, reject };
        pumpSoon();
      }),

    enqueue: (scene, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        if (state.kind === 'failed') return reject(new Sentence(NOT_RUNNING));
        const giveUp = (): void => {
          queue = queue.filter((other) => other !== request);
          reject(signal.reason);
        };
        const over = (): void => signal.removeEventListener('abort', giveUp);
        const request: Request = {
          scene,
          asker: 'queue',
          signal,
          resolve: (result) => {
            over();
            resolve(result);
          },
          reject: (reason) => {
            over();
            reject(reason);
          },
        };
        signal.addEventListener('abort', giveUp);
        queue.push(request);
        pumpSoon();
      }),

    answer: (made) => {
      if (active && state.kind === 'running') {
        active.resolve({ ...made, scene: active.scene, running: state.running });
      }
      active = undefined;
      pump();
    },

    follow: (now, event) => {
      const before = state;
      state = now;
      switch (now.kind) {
        case 'running':
          return pumpSoon();
        case 'probing':
          // What a GPU failed on may work without it; what broke WebAssembly would break it again.
          return interrupt(event, event.type === 'load' || isOnGpu(before));
        case 'failed':
          active?.reject(reasonFor(event));
          return rejectAll(new Sentence(NOT_RUNNING));
        case 'idle':
          return rejectAll(new Superseded());
        case 'loading':
          // It ran, and did not pass its self-check: what comes next has never failed on anything.
          if (before.kind === 'running') interrupt(event, true);
          return;
      }
    },
  };
}

const reasonFor = (event: EngineEvent): Error => {
  const why = failureOf(event);
  return why ? new Sentence(said('inference.backendStopped', { why })) : new Superseded();
};
