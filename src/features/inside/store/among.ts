/** The same block of the same network, shown other pictures: to compare one picture's patches with. */
import { CENTRE_CROP } from '../../../mae/crop';
import { patchCount } from '../../../mae/geometry';
import { keepLeast, type MaskPlan } from '../../../mae/mask';
import type { Raster } from '../../../mae/raster';
import { tokensBefore } from '../../../runtime/checkpoint/network';
import type { Inspector } from '../../../runtime/inside/inspector';
import type { Model } from '../../../runtime/models/model';
import { tapNames } from '../../../runtime/onnx/builder';
import { squareFor } from '../../../store/photo';
import type { Sample } from '../../../store/samples';

/** A picture with what the encoder makes of its patches: [L · width], the class token left out. */
export interface Other {
  readonly sample: Sample;
  readonly square: Raster;
  readonly tokens: Float32Array<ArrayBuffer>;
}

export interface Gallery {
  readonly samples: readonly Sample[];
  /** Rejects with a `Sentence`. */
  readonly fetch: (sample: Sample) => Promise<Raster>;
}

/** All patches in reading order. */
export const wholePlan = (patches: number): MaskPlan =>
  keepLeast(
    Float32Array.from({ length: patches }, (_, patch) => patch),
    patches,
  );

/** Looks at one picture of the gallery after the other, and calls `onOther` with each. Rejects as its parts do. */
export async function lookAmong(
  { samples, fetch }: Gallery,
  model: Model,
  block: number,
  inspector: Pick<Inspector, 'look'>,
  onOther: (other: Other) => void,
  signal: AbortSignal,
): Promise<void> {
  const { geometry } = model;
  for (const sample of samples) {
    const raster = await fetch(sample);
    signal.throwIfAborted();
    const square = squareFor(model, { raster }, CENTRE_CROP);
    const plan = wholePlan(patchCount(geometry));
    const seen = await inspector.look({ model, square, plan }, { half: 'encoder', tokens: [block] }, signal);
    signal.throwIfAborted();
    const { data, shape } = seen[tapNames.tokens(block)];
    onOther({ sample, square, tokens: data.slice(tokensBefore(geometry) * shape[1]) });
  }
}
