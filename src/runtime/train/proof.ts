/** A GPU is trusted with a run once its first step is WebAssembly's: GPUs have many makers and drivers, and some compute something else. */
import { said } from '../../words/said';
import type { Batch } from './batches';
import { GpuFailure } from './gpuFailure';
import type { Progress } from './options';
import type { Parameters } from './parameters';
import type { Trained } from './step';

/**
 * How far apart they may be, as a share of their length: the loss, the averages of gradients, and what the weights moved by. float32
 * differs by some 1e-6, a wrong kernel by far more. AdamW's first moves are all of one size, also where a gradient is mere rounding.
 */
const TOLERANCE = { loss: 1e-3, gradients: 1e-2, moves: 0.1 };

/** Between all numbers of two models, as a share of the second's distance from `origin`, or from nought. */
function apart(found: Parameters, expected: Parameters, origin?: Parameters): number {
  let [error, length] = [0, 0];
  for (const [name, values] of expected) {
    const own = found.get(name);
    const before = origin?.get(name);
    values.forEach((value, i) => {
      error += ((own?.[i] ?? Number.NaN) - value) ** 2;
      length += (value - (before?.[i] ?? 0)) ** 2;
    });
  }
  return error === 0 ? 0 : Math.sqrt(error / length);
}

/** As `trained`, whose first step is compared with that of its twin on WebAssembly; rejects with a `GpuFailure` when they are apart. */
export function proven(
  trained: Trained,
  from: Progress,
  onTwin: <Value>(act: (twin: Trained) => Promise<Value>) => Promise<Value>,
): Trained {
  let isProven = false;

  async function first(batch: Batch, rate: number): Promise<number> {
    const expected = await onTwin(async (twin) => ({
      loss: await twin.step(batch, rate),
      after: await twin.progress(),
    }));
    const loss = await trained.step(batch, rate);
    // What is no number on either is the run's affair.
    if (!Number.isFinite(expected.loss) && !Number.isFinite(loss)) return loss;
    const after = await trained.progress();
    const errors = {
      loss: Math.abs(loss / expected.loss - 1),
      gradients: apart(after.first, expected.after.first),
      moves: apart(after.parameters, expected.after.parameters, from.parameters),
    };
    for (const what of ['loss', 'gradients', 'moves'] as const) {
      if (errors[what] <= TOLERANCE[what]) continue;
      throw new GpuFailure(said('inference.wrongNumbers', { error: errors[what].toPrecision(2) }));
    }
    isProven = true;
    return loss;
  }

  return {
    ...trained,
    step: (batch, rate) => (isProven ? trained.step(batch, rate) : first(batch, rate)),
  };
}
