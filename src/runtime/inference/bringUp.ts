/** Brings a network up on a backend, in the precision that suits it, and trusts none whose numbers are not PyTorch's. */
import type { Predict } from '../../mae/reconstruct';
import type { Precision } from '../checkpoint/precision';
import type { Backend } from './backend';
import { requestDevice } from './device';
import type { Loaded } from './load';
import { selfCheckError, TOLERANCE } from './selfCheck';
import { createPredictor, type Predictor } from './session';

export interface Up {
  readonly predict: Predict;
  readonly precision: Precision;
  /** The largest difference from PyTorch's numbers; of the reference, where the file brings none; absent where neither was checked. */
  readonly error?: number;
}

/** Throws when its numbers are wrong. */
async function checked(
  { network, golden }: Loaded,
  precision: Precision,
  device?: GPUDevice,
): Promise<Predictor & { readonly error: number }> {
  const predictor = await createPredictor(network, precision, device);
  const error = await selfCheckError(predictor.predict, network.geometry, golden);
  if (error <= TOLERANCE[precision]) return { ...predictor, error };
  await predictor.release();
  throw new Error(`its numbers are wrong here (off by ${error.toPrecision(2)} in the self-check)`);
}

/**
 * On a GPU in half precision, if it has that and computes rightly in it; otherwise in float32. A GPU's arithmetic is tried on
 * `reference`, a model with numbers to compare, before it is trusted with a file that brings none. Throws when nothing holds.
 */
export async function bringUp(backend: Backend, loaded: Loaded, reference?: Loaded): Promise<Up> {
  const device = backend === 'webgpu' ? await requestDevice() : undefined;
  const tryIn = async (precision: Precision): Promise<Up> => {
    let proven: number | undefined;
    if (device && !loaded.golden && reference) {
      const trial = await checked(reference, precision, device);
      await trial.release();
      proven = trial.error;
    }
    const { predict, error } = await checked(loaded, precision, device);
    return { predict, precision, error: loaded.golden ? error : proven };
  };
  if (!device?.features.has('shader-f16')) return tryIn('float32');
  return tryIn('float16').catch(() => tryIn('float32'));
}
