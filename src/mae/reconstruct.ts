/** The whole way from a square picture and a mask to a reconstruction; the network itself is handed in as `predict`. */
import { compose } from './compose';
import { patchErrors } from './errors';
import { featurePicture } from './features';
import { type Geometry, patchDim } from './geometry';
import { decoderIds, type MaskPlan } from './mask';
import { maskedLoss, maskedPsnr } from './metrics';
import { gatherPatches, patchify, unpatchify } from './patches';
import { inOurOrder, type PatchOrder } from './patchOrder';
import { denormalise, type Normalisation, normalise } from './pixels';
import type { Raster } from './raster';
import { maskedSsim } from './ssim';
import { type Statistics, type Target, targetOf, toPixels } from './target';

/** What the pipeline needs to know of a model. */
export interface ModelShape extends Normalisation {
  readonly geometry: Geometry;
  readonly target: Target;
  /** Of the numbers in a predicted patch; ours where it is left out. */
  readonly order?: PatchOrder;
  /** How predictions of normalised pixels are drawn; of no effect on others. */
  readonly statistics?: Statistics;
}

/** What the network is given: nothing of a hidden patch. */
export interface NetworkInput {
  /** [K · P·P·C] */
  readonly visible: Float32Array;
  /** [K] */
  readonly idsKeep: Int32Array;
  /** [L] hidden places hold K */
  readonly idsRestore: Int32Array;
}

export interface NetworkOutput {
  /** [L · P·P·C]; of an encoder alone, its output for the visible patches: [K · D] */
  readonly pred: Float32Array;
  /** Wall time in milliseconds. A GPU may still be busy with the first half when the second begins: there only the sum counts. */
  readonly encoderMs: number;
  readonly decoderMs: number;
}

export type Predict = (input: NetworkInput) => Promise<NetworkOutput>;

export interface Reconstruction {
  /** W × H, the prediction for every patch, visible ones too; or the features of the visible ones. */
  readonly picture: Raster;
  /** Over hidden patches, in the space the model was trained in; NaN when nothing is hidden, or nothing is predicted. */
  readonly loss: number;
  /** In dB, over hidden pixels; NaN when nothing is hidden. */
  readonly psnr: number;
  /** [L] mean squared error of each patch of `picture`, of pixels in 0 … 1; NaN where nothing is predicted. */
  readonly patchErrors: Float32Array<ArrayBuffer>;
  readonly encoderMs: number;
  readonly decoderMs: number;
}

/**
 * Masks `square` (W × H, opaque) by `plan`, has the rest predicted, and measures the prediction. Throws RangeError when the prediction is
 * not of the model's size.
 */
export async function reconstruct(
  square: Raster,
  plan: MaskPlan,
  model: ModelShape,
  predict: Predict,
): Promise<Reconstruction> {
  const { geometry, target } = model;
  const patches = patchify(normalise(square, model), geometry);
  const visible = gatherPatches(patches, plan.idsKeep, patchDim(geometry));
  const { pred: predicted, ...times } = await predict({
    visible,
    idsKeep: plan.idsKeep,
    idsRestore: decoderIds(plan),
  });
  if (target === 'features') return { ...times, ...drawFeatures(predicted, plan, geometry) };
  const pred = inOurOrder(predicted, model.order, geometry);
  const drawn = toPixels(pred, patches, plan.mask, model);
  const picture = denormalise(unpatchify(drawn, geometry), geometry, model);
  return {
    ...times,
    picture,
    loss: maskedLoss(pred, targetOf(patches, model), plan.mask),
    psnr: maskedPsnr(drawn, patches, plan.mask, model),
    patchErrors: patchErrors(picture, square, geometry),
  };
}

/**
 * Structural similarity, −1 … 1, over hidden pixels of what a person looks at: the visible patches pasted over `picture`, which its
 * windows reach into. NaN when nothing is hidden, or nothing is predicted. It takes longer than all of `reconstruct` but the network, and
 * less where `square` is the object that it was before.
 */
export const similarity = (
  square: Raster,
  picture: Raster,
  { mask }: MaskPlan,
  { geometry, target }: ModelShape,
): number =>
  target === 'features'
    ? Number.NaN
    : maskedSsim(compose(square, picture, mask, geometry), square, mask, geometry);

/** Nothing is predicted, so nothing is measured. */
const drawFeatures = (latent: Float32Array, plan: MaskPlan, geometry: Geometry) => ({
  picture: featurePicture(latent, plan, geometry),
  loss: Number.NaN,
  psnr: Number.NaN,
  patchErrors: new Float32Array(plan.mask.length).fill(Number.NaN),
});
