/** What an encoder makes of patches, as colours. */
import { HIDDEN_GREY } from './compose';
import { type Geometry, patchAt, patchCount } from './geometry';
import type { MaskPlan } from './mask';
import { blankRaster, type Raster } from './raster';
import { sharedColours } from './sharedColours';

/** Levels of red, green and blue [K · 3] of the patches `ids` [K] as a picture, W × H; patches without any are grey. */
export function colouredPatches(levels: Uint8ClampedArray, ids: Int32Array, geometry: Geometry): Raster {
  const { width, height } = geometry;
  const places = new Int32Array(patchCount(geometry)).fill(-1);
  ids.forEach((patch, place) => {
    places[patch] = place;
  });
  const picture = blankRaster(width, height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const place = places[patchAt(pixel % width, Math.floor(pixel / width), geometry)];
    for (let colour = 0; colour < 3; colour++)
      picture.data[pixel * 4 + colour] = place < 0 ? HIDDEN_GREY : levels[place * 3 + colour];
  }
  return picture;
}

/**
 * The visible patches in the colours of their first three principal components, red the first; the hidden ones grey. W × H.
 * `latent` [K · D] is in the order of `idsKeep`, without the class token.
 */
export function featurePicture(latent: Float32Array, { idsKeep }: MaskPlan, geometry: Geometry): Raster {
  const [levels] = sharedColours([latent], latent.length / idsKeep.length);
  return colouredPatches(levels, idsKeep, geometry);
}
