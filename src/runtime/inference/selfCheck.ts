/** Compares a backend's numbers with PyTorch's, recorded by `models/recipe/export.py`. */
import { allFinite } from '../../mae/finite';
import { type Geometry, patchCount, patchDim } from '../../mae/geometry';
import { decoderIds, keepLeast } from '../../mae/mask';
import { gatherPatches } from '../../mae/patches';
import { torchRand } from '../../mae/random';
import type { Predict } from '../../mae/reconstruct';
import type { Precision } from '../checkpoint/precision';

/** What PyTorch predicts for random patches and one random mask, at the places of `Golden`. */
interface Case {
  readonly seed: number;
  readonly visible: number;
  readonly pred: readonly number[];
}

/** Some places of predictions by PyTorch, for masks of several sizes: a backend computes with other kernels for each. */
export interface Golden {
  /** Places in [L · P·P·3]. */
  readonly indices: readonly number[];
  readonly cases: readonly [Case, ...Case[]];
}

/** Outputs reach about 3; float32 differs by some 1e-6, half precision by some 1e-2, a wrong kernel by far more. */
export const TOLERANCE: Readonly<Record<Precision, number>> = { float32: 1e-3, float16: 0.05 };

/** Of a file that brings no numbers, only that all are finite can be checked. */
const UNKNOWN: Golden = { indices: [], cases: [{ seed: 0, visible: 1, pred: [] }] };

/**
 * The largest difference from the golden numbers, 0 where there are none; infinite when any number of a prediction is not finite. Of
 * `cases` only the first is computed unless all are asked for.
 */
export async function selfCheckError(
  predict: Predict,
  geometry: Geometry,
  { indices, cases }: Golden = UNKNOWN,
  isThorough = false,
): Promise<number> {
  const patchesInAll = patchCount(geometry);
  const dim = patchDim(geometry);
  let worst = 0;
  for (const { seed, visible, pred: expected } of isThorough ? cases : cases.slice(0, 1)) {
    const [uniform, noise] = torchRand(seed, patchesInAll * dim, patchesInAll);
    const patches = uniform.map((x) => x * 4 - 2);
    const plan = keepLeast(noise, visible);
    const { pred } = await predict({
      visible: gatherPatches(patches, plan.idsKeep, dim),
      idsKeep: plan.idsKeep,
      idsRestore: decoderIds(plan),
    });
    if (!allFinite(pred)) return Number.POSITIVE_INFINITY;
    worst = Math.max(worst, ...indices.map((index, i) => Math.abs(pred[index] - expected[i])));
  }
  return worst;
}
