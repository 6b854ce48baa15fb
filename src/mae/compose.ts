/** Pictures made of two pictures, patch by patch. */
import { type Geometry, patchAt } from './geometry';
import type { Raster } from './raster';

/** The grey that stands for a hidden patch. */
export const HIDDEN_GREY = 128;

/** Calls `paint` for every row of pixels of every patch whose entry in `mask` [L] is `which`: bytes `from` … `to` of the picture. */
function eachRun(
  mask: Uint8Array,
  which: 0 | 1,
  geometry: Geometry,
  paint: (from: number, to: number) => void,
): void {
  const { width, height, patchSize } = geometry;
  for (let row = 0; row < height; row++) {
    for (let left = 0; left < width; left += patchSize) {
      if (mask[patchAt(left, row, geometry)] !== which) continue;
      const from = (row * width + left) * 4;
      paint(from, from + patchSize * 4);
    }
  }
}

/** Shows `visible` where `mask` [L] is 0 and `hidden` where it is 1; both W × H. */
export function compose(visible: Raster, hidden: Raster, mask: Uint8Array, geometry: Geometry): Raster {
  const data = hidden.data.slice();
  eachRun(mask, 0, geometry, (from, to) => data.set(visible.data.subarray(from, to), from));
  return { ...hidden, data };
}

const [GREY_PIXEL] = new Uint32Array(Uint8Array.of(HIDDEN_GREY, HIDDEN_GREY, HIDDEN_GREY, 255).buffer);

/** The picture, opaque grey where `mask` [L] is `which`. */
function greyed(square: Raster, mask: Uint8Array, which: 0 | 1, geometry: Geometry): Raster {
  const data = square.data.slice();
  const pixels = new Uint32Array(data.buffer);
  eachRun(mask, which, geometry, (from, to) => pixels.fill(GREY_PIXEL, from / 4, to / 4));
  return { ...square, data };
}

/** The picture with its hidden patches greyed out. */
export const maskedPicture = (square: Raster, mask: Uint8Array, geometry: Geometry): Raster =>
  greyed(square, mask, 1, geometry);

/** The other way round: the picture with only its hidden patches, which are all that the loss is taken on. */
export const hiddenPicture = (square: Raster, mask: Uint8Array, geometry: Geometry): Raster =>
  greyed(square, mask, 0, geometry);
