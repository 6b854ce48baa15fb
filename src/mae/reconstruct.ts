/** The whole way from a square picture and a mask to a reconstruction; the network itself is handed in as `predict`. */
import { featurePicture } from './features';
import { type Geometry, patchDim } from './geometry';
import { decoderIds, type MaskPlan } from './mask';
import { maskedLoss, maskedPsnr } from './metrics';
import { gatherPatches, patchify, unpatchify } from './patches';
import { denormalise, type Normalisation, normalise } from './pixels';
import type { Raster } from './raster';
import { type Statistics, type Target, targetOf, toPixels } from './target';

/** What the pipeline needs to know of a model. */
export interface ModelShape extends Normalisation {
  readonly geometry: Geometry;
  readonly target: Target;
  /** How predictions of normalised pixels are drawn; of no effect on others. */
  readonly statistics?: Statistics;
}

/** What the network is given: nothing of a hidden patch. */
export interface NetworkInput {
  /** [K · P·P·3] */
  readonly visible: Float32Array;
  /** [K] */
  readonly idsKeep: Int32Array;
  /** [L] hidden places hold K */
  readonly idsRestore: Int32Array;
}

export interface NetworkOutput {
  /** [L · P·P·3]; of an encoder alone, its output for the visible patches: [K · D] */
  readonly pred: Float32Array;
  /** Wall time in milliseconds. A GPU may still be busy with the first half when the second begins: there only the sum counts. */
  readonly encoderMs: number;
  readonly decoderMs: number;
}

export type Predict = (input: NetworkInput) => Promise<NetworkOutput>;

export interface Reconstruction {
  /** S × S, the prediction for every patch, visible ones too; or the features of the visible ones. */
  readonly picture: Raster;
  /** Over hidden patches, in the space the model was trained in; NaN when nothing is hidden, or nothing is predicted. */
  readonly loss: number;
  /** In dB, over hidden pixels; NaN when nothing is hidden. */
  readonly psnr: number;
  readonly encoderMs: number;
  readonly decoderMs: number;
}

/** Masks `square` (S × S, opaque) by `plan`, has the rest predicted, and measures the prediction. */
export async function reconstruct(
  square: Raster,
  plan: MaskPlan,
  model: ModelShape,
  predict: Predict,
): Promise<Reconstruction> {
  const dim = patchDim(model.geometry);
  const patches = patchify(normalise(square, model), model.geometry);
  const visible = gatherPatches(patches, plan.idsKeep, dim);
  const { pred, encoderMs, decoderMs } = await predict({
    visible,
    idsKeep: plan.idsKeep,
    idsRestore: decoderIds(plan),
  });
  if (model.target === 'features') {
    const picture = featurePicture(pred, plan, model.geometry);
    return { picture, loss: Number.NaN, psnr: Number.NaN, encoderMs, decoderMs };
  }
  const drawn = toPixels(pred, patches, plan.mask, model);
  return {
    picture: denormalise(unpatchify(drawn, model.geometry), model),
    loss: maskedLoss(pred, targetOf(patches, model.target, dim), plan.mask),
    psnr: maskedPsnr(drawn, patches, plan.mask, model),
    encoderMs,
    decoderMs,
  };
}
