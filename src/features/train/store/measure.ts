/** How long a step takes on this machine: the first steps of a run, for two seconds. */
import type { Raster } from '../../../mae/raster';
import { Sentence } from '../../../runtime/message';
import { GpuFailure } from '../../../runtime/train/gpuFailure';
import type { Beginning, RunOptions } from '../../../runtime/train/protocol';
import type { Trainer } from '../../../runtime/train/trainer';
import type { Knobs, Subject } from './presets';
import { optionsAt, type Where, type Whereabouts } from './where';

const MEASURED_MS = 2_000;
/** The first step compiles, and the next may wait for what that left behind. */
const LEFT_OUT = 2;
const FEWEST = 2;
/** The looks at what is held out, previews and checkpoints. */
const BESIDES = 1.1;

/** Runs of one kind take equally long for a step. */
export const kindOf = (
  { geometry, target }: Subject,
  { ratio, on, optimiser }: Knobs,
  where?: Pick<Where, 'backend' | 'threads'>,
): string => JSON.stringify([geometry, target, ratio, on, optimiser, where?.backend, where?.threads]);

export interface Measuring {
  /** Milliseconds a step, the middle one of all. Rejects with a `Sentence`, half of one, where the run fails; with a `GpuFailure` where that is why. */
  readonly result: Promise<number>;
  stop(): void;
}

function measureStep(
  trainer: Trainer,
  options: RunOptions,
  pictures: readonly Raster[],
  now: () => number,
  from?: Beginning,
): Measuring {
  const times: number[] = [];
  let began = 0;
  let resolve: (ms: number) => void;
  let reject: (error: Sentence) => void;
  const result = new Promise<number>((...settle) => {
    [resolve, reject] = settle;
  });
  const training = trainer.train(
    { ...options, heldOut: { ...options.heldOut, count: 1, every: options.steps } },
    pictures,
    (event) => {
      if (event.type === 'failed') reject(new (event.isGpus ? GpuFailure : Sentence)(event.why));
      if (event.type !== 'step') return;
      if (event.step <= LEFT_OUT) {
        began = now();
        return;
      }
      times.push(event.ms);
      if (times.length < FEWEST || now() - began < MEASURED_MS) return;
      training.release();
      times.sort((a, b) => a - b);
      resolve(BESIDES * times[times.length >> 1]);
    },
    from,
  );
  return { result, stop: () => training.release() };
}

export interface Timing {
  /** What was measured there before. */
  known(where: Where): number | undefined;
  begun(where: Where, measuring: Measuring): void;
}

/** Where a run computes now, and the milliseconds of a step there; a GPU that fails is left. Throws a `Sentence`, half of one. */
export async function timedStep(
  world: { readonly trainer: Trainer; readonly now: () => number },
  whereabouts: Whereabouts,
  options: RunOptions,
  pictures: readonly Raster[],
  from: Beginning | undefined,
  timing: Timing,
): Promise<{ readonly where: Where; readonly ms: number }> {
  const where = await whereabouts.find();
  const known = timing.known(where);
  if (known !== undefined) return { where, ms: known };
  const measuring = measureStep(world.trainer, optionsAt(options, where), pictures, world.now, from);
  timing.begun(where, measuring);
  try {
    return { where, ms: await measuring.result };
  } catch (error) {
    if (!(error instanceof GpuFailure) || !whereabouts.leaves(where, error.said)) throw error;
    return timedStep(world, whereabouts, options, pictures, from, timing);
  }
}
