/** Pictures made of two pictures, patch by patch. */
import { type Geometry, patchAt } from './geometry';
import { blankRaster, type Raster } from './raster';

/** The grey that stands for a hidden patch. */
export const HIDDEN_GREY = 128;

/** Shows `visible` where `mask` [L] is 0 and `hidden` where it is 1; both S × S. */
export function compose(visible: Raster, hidden: Raster, mask: Uint8Array, geometry: Geometry): Raster {
  const { imageSize, patchSize } = geometry;
  const composed = blankRaster(imageSize, imageSize);
  const run = patchSize * 4;
  for (let row = 0; row < imageSize; row++) {
    for (let left = 0; left < imageSize; left += patchSize) {
      const source = mask[patchAt(left, row, geometry)] ? hidden : visible;
      const at = (row * imageSize + left) * 4;
      composed.data.set(source.data.subarray(at, at + run), at);
    }
  }
  return composed;
}

function grey({ width, height }: Raster): Raster {
  const raster = blankRaster(width, height);
  for (let i = 0; i < raster.data.length; i++) if (i % 4 < 3) raster.data[i] = HIDDEN_GREY;
  return raster;
}

/** The picture with its hidden patches greyed out. */
export const maskedPicture = (square: Raster, mask: Uint8Array, geometry: Geometry): Raster =>
  compose(square, grey(square), mask, geometry);

/** The other way round: the picture with only its hidden patches, which are all that the loss is taken on. */
export const hiddenPicture = (square: Raster, mask: Uint8Array, geometry: Geometry): Raster =>
  compose(grey(square), square, mask, geometry);
