/** The photograph that is open. */
import { type Crop, cropBox } from '../mae/crop';
import type { Raster } from '../mae/raster';
import { cropAndResize } from '../mae/resample';
import type { Model } from '../runtime/models/model';
import type { Sample } from './samples';

export interface Photo {
  readonly title: string;
  /** Set when it is one of the page's own. */
  readonly sample?: Sample;
  readonly raster: Raster;
}

/** The crop of a photograph at a model's size, S × S. */
export function squareFor(model: Model, { raster }: Photo, crop: Crop): Raster {
  return cropAndResize(raster, cropBox(raster.width, raster.height, crop), model.geometry.imageSize);
}
