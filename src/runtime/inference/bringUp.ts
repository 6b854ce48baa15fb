/** Brings a network up on a backend, in the precision that suits it, and trusts none whose numbers are not PyTorch's. */
import type { Predict } from '../../mae/reconstruct';
import { said } from '../../words/said';
import type { Precision } from '../checkpoint/precision';
import { Sentence } from '../message';
import type { Loaded } from './load';
import type { Runtime } from './runtime';
import { selfCheckError, TOLERANCE } from './selfCheck';
import { createPredictor, type Predictor } from './session';

export interface Up {
  readonly predict: Predict;
  readonly precision: Precision;
  /** The largest difference from PyTorch's numbers; of the reference, where the file brings none; absent where neither was checked. */
  readonly error?: number;
  /** What is left to be checked, where that may wait; as `error`. Rejects when its numbers are wrong. */
  readonly check?: () => Promise<number>;
}

/** Throws when its numbers are wrong. */
async function errorOf(
  { predict }: Predictor,
  { network, golden }: Loaded,
  precision: Precision,
  isThorough: boolean,
): Promise<number> {
  const error = await selfCheckError(predict, network.geometry, golden, isThorough);
  if (error <= TOLERANCE[precision]) return error;
  throw new Sentence(said('inference.wrongNumbers', { error: error.toPrecision(2) }));
}

/** On a CPU, where WebAssembly computes the same everywhere: pictures come first. */
async function bringUpOnCpu(runtime: Runtime, loaded: Loaded, onStep: () => void): Promise<Up> {
  onStep();
  const predictor = await createPredictor(runtime, loaded.network, 'float32');
  const { predict } = predictor;
  const check = loaded.golden && (() => errorOf(predictor, loaded, 'float32', false));
  return { predict, precision: 'float32', ...(check && { check }) };
}

/** A GPU has many makers and drivers: it is checked first, and for masks of several sizes. */
async function checked(
  runtime: Runtime,
  loaded: Loaded,
  precision: Precision,
): Promise<Predictor & { readonly error: number }> {
  const predictor = await createPredictor(runtime, loaded.network, precision);
  try {
    return { ...predictor, error: await errorOf(predictor, loaded, precision, true) };
  } catch (error) {
    await predictor.release();
    throw error;
  }
}

/**
 * On a GPU in half precision, if it has that and computes rightly in it; otherwise in float32. A GPU's arithmetic is tried on
 * `reference`, a model with numbers to compare, before it is trusted with a file that brings none. `onStep` hears of every network
 * that is about to be built. Throws when nothing holds.
 */
export async function bringUp(
  runtime: Runtime,
  loaded: Loaded,
  reference: Loaded | undefined,
  onStep: () => void,
): Promise<Up> {
  const { device } = runtime;
  if (!device) return bringUpOnCpu(runtime, loaded, onStep);
  const tryIn = async (precision: Precision): Promise<Up> => {
    let proven: number | undefined;
    if (!loaded.golden && reference) {
      onStep();
      const trial = await checked(runtime, reference, precision);
      await trial.release();
      proven = trial.error;
    }
    onStep();
    const { predict, error } = await checked(runtime, loaded, precision);
    return { predict, precision, error: loaded.golden ? error : proven };
  };
  if (!device.features.has('shader-f16')) return tryIn('float32');
  return tryIn('float16').catch(() => tryIn('float32'));
}
