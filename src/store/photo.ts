/** The photograph that is open. */
import { type Crop, cropBox } from '../mae/crop';
import type { Raster } from '../mae/raster';
import { cropAndResize } from '../mae/resample';
import type { Model } from '../runtime/models/model';
import type { Sample } from './samples';

/** What a decoder makes of a file. */
export interface Pixels extends Raster {
  /** What a person should know of them: sentences. */
  readonly note?: string;
}

/**
 * What an address calls one of the person's own photographs: no more than which one of this visit it is. "own" alone, in a link,
 * is the newest.
 */
export type OwnId = `own${string}`;

export interface Photo {
  readonly title: string;
  /** Set when it is one of the page's own. */
  readonly sample?: Sample;
  /** Set when it is one of the person's own. */
  readonly own?: OwnId;
  readonly raster: Pixels;
}

/** The crop of a photograph at a model's size, S × S. */
export function squareFor(model: Model, { raster }: Photo, crop: Crop): Raster {
  return cropAndResize(raster, cropBox(raster.width, raster.height, crop), model.geometry.imageSize);
}
