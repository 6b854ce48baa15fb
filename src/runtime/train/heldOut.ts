/** How well a model fills what is held out, beside harmonic interpolation behind the same masks. */
import { patchDim } from '../../mae/geometry';
import { harmonic } from '../../mae/harmonic';
import { maskedLoss } from '../../mae/metrics';
import { patchify, unpatchify } from '../../mae/patches';
import { denormalise, type Normalisation } from '../../mae/pixels';
import type { Raster } from '../../mae/raster';
import { targetOf, toPixels } from '../../mae/target';
import type { FullGeometry } from '../checkpoint/network';
import { type Batch, type Held, shuffled } from './batches';
import type { TrainedTarget } from './options';
import type { HeldPicture } from './protocol';

interface Shape extends Normalisation {
  readonly geometry: FullGeometry;
  readonly target: TrainedTarget;
}

export interface HeldOut {
  readonly pictures: readonly HeldPicture[];
  readonly batch: Batch;
  /** Of interpolation, as `lossOf` is of a model. */
  readonly harmonicLoss: number;
  /** Mean squared error over hidden patches of predictions [B, L, P·P·C] in reading order, in the target's own numbers. */
  lossOf(pred: Float32Array): number;
  /** Predictions as pictures. */
  drawn(pred: Float32Array): Raster[];
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** All masks hide as many patches. */
export function heldOutOf(held: readonly Held[], shape: Shape): HeldOut {
  const { geometry } = shape;
  const filled = held.map(({ patches, plan }) => {
    const image = harmonic(unpatchify(patches as Float32Array, geometry), plan.mask, geometry);
    return { image, patches: patchify(image, geometry) };
  });
  const size = held[0].patches.length;
  const each = (pred: Float32Array) => held.map((_, i) => pred.subarray(i * size, (i + 1) * size));
  const targets = held.map(({ patches }) => targetOf(patches, shape));
  return {
    pictures: held.map(({ square, plan }, i) => ({
      square,
      mask: plan.mask as Uint8Array<ArrayBuffer>,
      interpolated: denormalise(filled[i].image, geometry, shape),
    })),
    batch: shuffled(held, patchDim(geometry)),
    harmonicLoss: mean(held.map((own, i) => interpolationLoss(filled[i].patches, own, shape))),
    lossOf: (pred) => mean(each(pred).map((own, i) => maskedLoss(own, targets[i], held[i].plan.mask))),
    drawn: (pred) =>
      each(pred).map((own, i) => {
        const pixels = toPixels(own, held[i].patches, held[i].plan.mask, shape);
        return denormalise(unpatchify(pixels, geometry), geometry, shape);
      }),
  };
}

/** The loss that interpolation has, normalised where the target is by what it never knew, as a prediction's is. */
function interpolationLoss(filled: Float32Array, { patches, plan }: Held, shape: Shape): number {
  const dim = patchDim(shape.geometry);
  const deviations = scalesOf(patches, shape).map(Math.sqrt);
  const scaled = (values: Float32Array) => values.map((value, i) => value / deviations[Math.floor(i / dim)]);
  return maskedLoss(scaled(filled), scaled(patches), plan.mask);
}

/**
 * What the loss of pixels is divided by to be that of the target, patch by patch [L]: a patch's unbiased variance with what keeps it from
 * nought, where the target is normalised.
 */
function scalesOf(patches: Float32Array, { geometry, target }: Shape): Float64Array {
  const dim = patchDim(geometry);
  const scales = new Float64Array(patches.length / dim).fill(1);
  if (target === 'pixels') return scales;
  return scales.map((_, patch) => {
    const own = patches.subarray(patch * dim, (patch + 1) * dim);
    const middle = own.reduce((sum, value) => sum + value / dim, 0);
    return own.reduce((sum, value) => sum + (value - middle) ** 2 / (dim - 1), 0) + 1e-6;
  });
}
