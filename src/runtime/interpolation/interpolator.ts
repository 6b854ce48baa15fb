/** Fills hidden patches of scenes, one after the other in the order in which they are asked for, in a thread of its own. */
import type { Interpolated } from '../../mae/harmonic';
import type { Scene } from '../inference/scene';
import type { FromInterpolation, ToInterpolation } from './protocol';

export interface Interpolator {
  /** Rejects with the signal's reason, and with half a sentence when the thread breaks. */
  fill(scene: Scene, signal: AbortSignal): Promise<Interpolated>;
}

/** The part of a `Worker` that is used here. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

interface Job {
  readonly scene: Scene;
  readonly resolve: (made: Interpolated) => void;
  readonly reject: (reason: unknown) => void;
}

const BROKEN = 'a part of the page could not be started';

const spawnInterpolation = (): WorkerLike =>
  new Worker(new URL('./interpolation.worker.ts', import.meta.url), { type: 'module' });

/** The thread is started when it is first needed, and after it broke. */
export function createInterpolator(spawn = spawnInterpolation): Interpolator {
  let worker: WorkerLike | undefined;
  let active: Job | undefined;
  let queue: Job[] = [];

  function finish(settle: (job: Job) => void): void {
    const done = active;
    active = undefined;
    if (done) settle(done);
    next();
  }

  function start(): WorkerLike {
    const fresh = spawn();
    fresh.onmessage = ({ data }: MessageEvent<FromInterpolation>) => finish(({ resolve }) => resolve(data));
    fresh.onerror = () => {
      fresh.terminate();
      worker = undefined;
      finish(({ reject }) => reject(new Error(BROKEN)));
    };
    return fresh;
  }

  function next(): void {
    if (active) return;
    active = queue.shift();
    if (!active) return;
    const { square, plan, model } = active.scene;
    const { geometry, mean, std, bands } = model;
    const shape = { geometry, mean, std, ...(bands && { bands }) };
    worker ??= start();
    worker.postMessage({ square, mask: plan.mask, model: shape } satisfies ToInterpolation);
  }

  return {
    fill: (scene, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const giveUp = (): void => {
          queue = queue.filter((other) => other !== job);
          reject(signal.reason);
        };
        const over = (): void => signal.removeEventListener('abort', giveUp);
        const job: Job = {
          scene,
          resolve: (made) => {
            over();
            resolve(made);
          },
          reject: (reason) => {
            over();
            reject(reason);
          },
        };
        signal.addEventListener('abort', giveUp);
        queue.push(job);
        next();
      }),
  };
}
