/** Compares a backend's numbers with PyTorch's, recorded by `models/recipe/export.py`. */
import { type Geometry, patchCount, patchDim } from '../../mae/geometry';
import { decoderIds, keepLeast } from '../../mae/mask';
import { gatherPatches } from '../../mae/patches';
import { torchRand } from '../../mae/random';
import type { Predict } from '../../mae/reconstruct';
import type { Precision } from '../checkpoint/precision';

/** Some places of the prediction that PyTorch makes for random patches and a random mask. */
export interface Golden {
  readonly seed: number;
  readonly visible: number;
  /** Places in [L · P·P·3]. */
  readonly indices: readonly number[];
  readonly pred: readonly number[];
}

/** Outputs reach about 3; float32 differs by some 1e-6, half precision by some 1e-2, a wrong kernel by far more. */
export const TOLERANCE: Readonly<Record<Precision, number>> = { float32: 1e-3, float16: 0.05 };

/** Of a file that brings no numbers, only that all are finite can be checked. */
const UNKNOWN: Golden = { seed: 0, visible: 1, indices: [], pred: [] };

/** The largest difference from the golden numbers, 0 where there are none; infinite when any number of the prediction is not finite. */
export async function selfCheckError(
  predict: Predict,
  geometry: Geometry,
  golden = UNKNOWN,
): Promise<number> {
  const patchesInAll = patchCount(geometry);
  const dim = patchDim(geometry);
  const [uniform, noise] = torchRand(golden.seed, patchesInAll * dim, patchesInAll);
  const patches = uniform.map((x) => x * 4 - 2);
  const plan = keepLeast(noise, golden.visible);
  const { pred } = await predict({
    visible: gatherPatches(patches, plan.idsKeep, dim),
    idsKeep: plan.idsKeep,
    idsRestore: decoderIds(plan),
  });
  if (!pred.every(Number.isFinite)) return Number.POSITIVE_INFINITY;
  return Math.max(0, ...golden.indices.map((index, i) => Math.abs(pred[index] - golden.pred[i])));
}
