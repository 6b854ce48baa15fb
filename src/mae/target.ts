/** What a model was trained to predict, and how such a prediction becomes pixels. */
import { type Geometry, type Grid, gridOf, patchDim, placeIn } from './geometry';

/**
 * `pixels`: ImageNet-normalised pixels. `normalised-pixels`: each patch minus its own mean, over its own deviation (`norm_pix_loss`).
 * `features`: nothing; there is an encoder and no decoder.
 */
export type Target = 'pixels' | 'normalised-pixels' | 'features';

/**
 * Where the mean and deviation come from that normalised pixels lack: from the visible patches around; from the hidden patch itself,
 * which the model never had; or from nowhere, so that every patch is equally bright and has the same contrast.
 */
export const statisticsKinds = ['neighbours', 'truth', 'none'] as const;

export type Statistics = (typeof statisticsKinds)[number];

/** Of one patch, in ImageNet-normalised pixels. */
interface PatchStatistics {
  readonly mean: number;
  readonly deviation: number;
}

/** Unbiased variance + 1e-6, as `norm_pix_loss` defines it. */
function statisticsOf(patch: Float32Array): PatchStatistics {
  const mean = patch.reduce((sum, x) => sum + x, 0) / patch.length;
  const variance = patch.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (patch.length - 1);
  return { mean, deviation: Math.sqrt(variance + 1e-6) };
}

const allOf = (patches: Float32Array, dim: number): PatchStatistics[] =>
  Array.from({ length: patches.length / dim }, (_, patch) =>
    statisticsOf(patches.subarray(patch * dim, (patch + 1) * dim)),
  );

/** Each hidden patch has the averages of the visible ones, weighted by the inverse square of their distance. */
function fromNeighbours(own: readonly PatchStatistics[], mask: Uint8Array, grid: Grid): PatchStatistics[] {
  const visible = [...mask.keys()].filter((patch) => !mask[patch]);
  return own.map((statistics, patch) => {
    if (!mask[patch]) return statistics;
    const [row, column] = placeIn(grid, patch);
    let [weights, mean, deviation] = [0, 0, 0];
    for (const other of visible) {
      const [y, x] = placeIn(grid, other);
      const weight = 1 / ((y - row) ** 2 + (x - column) ** 2);
      weights += weight;
      mean += weight * own[other].mean;
      deviation += weight * own[other].deviation;
    }
    return { mean: mean / weights, deviation: deviation / weights };
  });
}

function mapPatches(
  values: Float32Array,
  dim: number,
  map: (value: number, patch: number) => number,
): Float32Array {
  return values.map((value, i) => map(value, Math.floor(i / dim)));
}

/** The numbers the loss compares a prediction with: patches [L · dim] → [L · dim]. */
export function targetOf(patches: Float32Array, target: Target, dim: number): Float32Array {
  if (target !== 'normalised-pixels') return patches;
  const own = allOf(patches, dim);
  return mapPatches(patches, dim, (value, patch) => (value - own[patch].mean) / own[patch].deviation);
}

/** What a prediction of normalised pixels is undone with. */
function undoing(
  patches: Float32Array,
  mask: Uint8Array,
  geometry: Geometry,
  kind: Statistics,
): PatchStatistics[] {
  const own = allOf(patches, patchDim(geometry));
  switch (kind) {
    case 'truth':
      return own;
    case 'neighbours':
      return fromNeighbours(own, mask, gridOf(geometry));
    case 'none':
      return own.map(() => ({ mean: 0, deviation: 1 }));
  }
}

/**
 * A prediction as ImageNet-normalised pixels [L · dim]. For `normalised-pixels` each patch takes mean and deviation from where
 * `statistics` says; by `truth` from the hidden patches themselves, and any picture made so must say so.
 */
export function toPixels(
  pred: Float32Array,
  patches: Float32Array,
  mask: Uint8Array,
  {
    geometry,
    target,
    statistics = 'neighbours',
  }: { geometry: Geometry; target: Target; statistics?: Statistics },
): Float32Array {
  if (target !== 'normalised-pixels') return pred;
  const from = undoing(patches, mask, geometry, statistics);
  const dim = patchDim(geometry);
  return mapPatches(pred, dim, (value, patch) => value * from[patch].deviation + from[patch].mean);
}
