/** What a reconstruction depends on, and what comes back: it remembers the scene that made it. */
import { type Crop, cropBox } from '../mae/crop';
import type { MaskPlan } from '../mae/mask';
import type { Raster } from '../mae/raster';
import type { Reconstruction } from '../mae/reconstruct';
import { cropAndResize } from '../mae/resample';
import type { Running } from '../runtime/inference/client';
import type { Model } from '../runtime/models/model';
import type { Sample } from './samples';

export interface Photo {
  readonly title: string;
  /** Set when it is one of the page's own. */
  readonly sample?: Sample;
  readonly raster: Raster;
}

/** Everything a reconstruction depends on but the backend. Equal by identity: a change makes new objects. */
export interface Scene {
  readonly model: Model;
  /** S × S: the crop at the model's size. */
  readonly square: Raster;
  readonly plan: MaskPlan;
}

export interface Result extends Reconstruction {
  readonly scene: Scene;
  /** What it ran on; absent for the reconstruction that came with the page. */
  readonly running?: Running;
}

/** The crop of a photograph at a model's size, S × S. */
export function squareFor(model: Model, { raster }: Photo, crop: Crop): Raster {
  return cropAndResize(raster, cropBox(raster.width, raster.height, crop), model.geometry.imageSize);
}
