/** Fills hidden patches of scenes, one after the other in the order in which they are asked for, in a thread of its own. */
import type { Interpolated } from '../../mae/harmonic';
import { said } from '../../words/said';
import type { Scene } from '../inference/scene';
import { Sentence } from '../message';
import { shapeOf } from '../models/model';
import type { FromInterpolation, ToInterpolation } from './protocol';

export interface Interpolator {
  /** Rejects with the signal's reason if that has come before its turn, and with a `Sentence`, half of one, when the thread breaks. */
  fill(scene: Scene, signal: AbortSignal): Promise<Interpolated>;
}

/** The part of a `Worker` that is used here. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

const spawnInterpolation = (): WorkerLike =>
  new Worker(new URL('./interpolation.worker.ts', import.meta.url), { type: 'module' });

/** The thread is started when it is first needed, and after it broke. */
export function createInterpolator(spawn = spawnInterpolation): Interpolator {
  let worker: WorkerLike | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const ask = ({ square, plan, model }: Scene): Promise<Interpolated> =>
    new Promise((resolve, reject) => {
      const thread = worker ?? spawn();
      worker = thread;
      thread.onmessage = ({ data }: MessageEvent<FromInterpolation>) => resolve(data);
      thread.onerror = () => {
        thread.terminate();
        worker = undefined;
        reject(new Sentence(said('inference.partNotStarted')));
      };
      thread.postMessage({ square, mask: plan.mask, model: shapeOf(model) } satisfies ToInterpolation);
    });

  return {
    fill: (scene, signal) => {
      const made = last.then(() => {
        signal.throwIfAborted();
        return ask(scene);
      });
      last = made.catch(() => undefined);
      return made;
    },
  };
}
