/** What a model was trained to predict, and how such a prediction becomes pixels. */
import { type Geometry, type Grid, gridOf, patchDim, placeIn } from './geometry';
import type { Normalisation } from './pixels';

/**
 * `pixels`: as the model is shown them, ImageNet-normalised mostly. `unit-pixels`: of 0 … 1, whatever it is shown. `normalised-pixels`:
 * each patch minus its own mean, over its own deviation (`norm_pix_loss`). `normalised-channels`: the same for each channel of each
 * patch by itself (`normlize_target` of MAE-pytorch and VideoMAE). `features`: nothing; there is an encoder and no decoder.
 */
export const predictedTargets = [
  'pixels',
  'unit-pixels',
  'normalised-pixels',
  'normalised-channels',
] as const;

export type PredictedTarget = (typeof predictedTargets)[number];

export type Target = PredictedTarget | 'features';

/** Whether the prediction of a patch lacks its brightness and contrast. */
export const isNormalised = (target: Target): boolean =>
  target === 'normalised-pixels' || target === 'normalised-channels';

/** Of a model, what its predictions mean. */
interface Predicts extends Normalisation {
  readonly geometry: Geometry;
  readonly target: Target;
}

/**
 * Where the mean and deviation come from that normalised pixels lack: from the visible patches around; from the hidden patch itself,
 * which the model never had; or from nowhere, so that every patch is equally bright and has the same contrast.
 */
export const statisticsKinds = ['neighbours', 'truth', 'none'] as const;

export type Statistics = (typeof statisticsKinds)[number];

/** Of one patch, or of one channel of one, in pixels as the model is shown them. */
interface PatchStatistics {
  readonly mean: number;
  readonly deviation: number;
}

/** How many sets of statistics a patch has: a number's is that of its channel, or the one there is. */
const setsOf = ({ geometry, target }: Predicts): number =>
  target === 'normalised-channels' ? geometry.channels : 1;

/** Unbiased variances, with the small numbers that keep them from zero as `norm_pix_loss` and `normlize_target` have them. */
function statisticsIn(patches: Float32Array, model: Predicts): PatchStatistics[] {
  const dim = patchDim(model.geometry);
  const sets = setsOf(model);
  const count = dim / sets;
  return Array.from({ length: (patches.length / dim) * sets }, (_, i) => {
    const start = Math.floor(i / sets) * dim + (i % sets);
    let [mean, variance] = [0, 0];
    for (let k = 0; k < dim; k += sets) mean += patches[start + k] / count;
    for (let k = 0; k < dim; k += sets) variance += (patches[start + k] - mean) ** 2 / (count - 1);
    return { mean, deviation: sets === 1 ? Math.sqrt(variance + 1e-6) : Math.sqrt(variance) + 1e-6 };
  });
}

/** Each hidden patch has the averages of the visible ones, weighted by the inverse square of their distance. */
function fromNeighbours(
  own: readonly PatchStatistics[],
  mask: Uint8Array,
  grid: Grid,
  sets: number,
): PatchStatistics[] {
  const visible = [...mask.keys()].filter((patch) => !mask[patch]);
  return own.map((statistics, i) => {
    const patch = Math.floor(i / sets);
    if (!mask[patch]) return statistics;
    const [row, column] = placeIn(grid, patch);
    let [weights, mean, deviation] = [0, 0, 0];
    for (const other of visible) {
      const [y, x] = placeIn(grid, other);
      const weight = 1 / ((y - row) ** 2 + (x - column) ** 2);
      const its = own[other * sets + (i % sets)];
      weights += weight;
      mean += weight * its.mean;
      deviation += weight * its.deviation;
    }
    return { mean: mean / weights, deviation: deviation / weights };
  });
}

/** With what a number is normalised, or that is undone. */
function mapped(
  values: Float32Array,
  statistics: readonly PatchStatistics[],
  model: Predicts,
  map: (value: number, its: PatchStatistics) => number,
): Float32Array {
  const dim = patchDim(model.geometry);
  const sets = setsOf(model);
  return values.map((value, i) => map(value, statistics[Math.floor(i / dim) * sets + (i % sets)]));
}

/** The numbers the loss compares a prediction with: patches [L · P·P·C] → [L · P·P·C]. */
export function targetOf(patches: Float32Array, model: Predicts): Float32Array {
  const { target, mean, std } = model;
  const channels = mean.length;
  if (target === 'unit-pixels') {
    return patches.map((value, i) => value * std[i % channels] + mean[i % channels]);
  }
  if (!isNormalised(target)) return patches;
  return mapped(
    patches,
    statisticsIn(patches, model),
    model,
    (value, its) => (value - its.mean) / its.deviation,
  );
}

/** What a prediction of normalised pixels is undone with. */
function undoing(
  patches: Float32Array,
  mask: Uint8Array,
  model: Predicts,
  kind: Statistics,
): readonly PatchStatistics[] {
  const own = statisticsIn(patches, model);
  switch (kind) {
    case 'truth':
      return own;
    case 'neighbours':
      return fromNeighbours(own, mask, gridOf(model.geometry), setsOf(model));
    case 'none':
      return own.map(() => ({ mean: 0, deviation: 1 }));
  }
}

/**
 * A prediction as pixels of the kind that the model is shown [L · P·P·C]. Of normalised ones each patch takes mean and deviation from
 * where `statistics` says; by `truth` from the hidden patches themselves, and any picture made so must say so.
 */
export function toPixels(
  pred: Float32Array,
  patches: Float32Array,
  mask: Uint8Array,
  model: Predicts & { readonly statistics?: Statistics },
): Float32Array {
  const { target, statistics = 'neighbours', mean, std } = model;
  const channels = mean.length;
  if (target === 'unit-pixels') {
    return pred.map((value, i) => (value - mean[i % channels]) / std[i % channels]);
  }
  if (!isNormalised(target)) return pred;
  const from = undoing(patches, mask, model, statistics);
  return mapped(pred, from, model, (value, its) => value * its.deviation + its.mean);
}
