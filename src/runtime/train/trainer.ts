/** Trains models, each run in a thread of its own, which is given up with it. */

import type { Raster } from '../../mae/raster';
import { findLocks } from '../browser/locks';
import type { Beginning, FromTrainer, RunOptions, ToTrainer } from './protocol';
import { onBroken, type Thread } from './thread';

export interface Training {
  pause(): void;
  goOn(): void;
  /** The peak of the schedule, from the next step on. */
  setLearningRate(peak: number): void;
  /** A `preview` and a `heldOut` follow. */
  askPreview(): void;
  /** A `checkpoint` follows. */
  askCheckpoint(): void;
  /** A last `checkpoint` and `ended` follow. */
  stop(): void;
  /** Gives the thread up at once; nothing follows. */
  release(): void;
}

export interface Trainer {
  /** `hear` is told all that happens, `ended` or `failed` last; the thread is given up then. */
  train(
    options: RunOptions,
    pictures: readonly Raster[],
    hear: (event: FromTrainer) => void,
    from?: Beginning,
  ): Training;
}

const spawnTraining = (name: string): Thread =>
  new Worker(new URL('./train.worker.ts', import.meta.url), { type: 'module', name });

export function createTrainer(spawn = spawnTraining, locks = findLocks('thread')): Trainer {
  return {
    train: (options, pictures, hear, from) => {
      const name = crypto.randomUUID();
      const thread = spawn(name);
      let isOver = false;
      const release = (): void => {
        isOver = true;
        thread.terminate();
      };
      const tell = (message: ToTrainer): void => {
        if (!isOver) thread.postMessage(message);
      };
      const heard = (event: FromTrainer): void => {
        if (isOver) return;
        if (event.type === 'ended' || event.type === 'failed') release();
        hear(event);
      };
      thread.addEventListener('message', ({ data }: MessageEvent<FromTrainer>) => heard(data));
      onBroken(thread, name, locks, (why) => heard({ type: 'failed', why }));
      tell({ type: 'start', options, pictures, ...(from && { from }) });
      return {
        pause: () => tell({ type: 'pause' }),
        goOn: () => tell({ type: 'goOn' }),
        setLearningRate: (peak) => tell({ type: 'setLearningRate', peak }),
        askPreview: () => tell({ type: 'askPreview' }),
        askCheckpoint: () => tell({ type: 'askCheckpoint' }),
        stop: () => tell({ type: 'stop' }),
        release,
      };
    },
  };
}
