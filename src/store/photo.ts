/** The photograph that is open. */
import { type Crop, cropBox } from '../mae/crop';
import { inGrey } from '../mae/pixels';
import type { Raster } from '../mae/raster';
import { cropAndResize } from '../mae/resample';
import type { Model } from '../runtime/models/model';
import type { Said, Words } from '../words/said';
import type { Sample } from './samples';

/** What a decoder makes of a file. */
export interface Pixels extends Raster {
  /** What a person should know of them: sentences. */
  readonly notes?: readonly Said[];
}

/**
 * What an address calls one of the person's own photographs: no more than which one of this visit it is. "own" alone, in a link,
 * is the newest.
 */
export type OwnId = `own${string}`;

export interface Photo {
  /** Of one of the person's own, the name of its file. */
  readonly title: Words;
  /** Set when it is one of the page's own. */
  readonly sample?: Sample;
  /** Set when it is one of the person's own. */
  readonly own?: OwnId;
  readonly raster: Pixels;
}

/** The crop of a photograph as a model is shown it: at its size, W × H, and in grey if it knows no colours. */
export function squareFor({ geometry }: Model, { raster }: Pick<Photo, 'raster'>, crop: Crop): Raster {
  const square = cropAndResize(raster, cropBox(raster, crop, geometry), geometry);
  return geometry.channels === 1 ? inGrey(square) : square;
}
