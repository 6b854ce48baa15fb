/** Pictures of what happens between the masked picture and its reconstruction, as in figure 1 of the paper. */
import { type Geometry, gridSize, patchAt } from './geometry';
import type { Raster } from './raster';

/** A picture without a single opaque pixel. */
const clearRaster = (side: number): Raster => ({
  width: side,
  height: side,
  data: new Uint8ClampedArray(side * side * 4),
});

/**
 * What the encoder is given of `square` (S × S): the patches `idsKeep` [K] one after the other in the encoder's own order, packed
 * into the smallest square that has room for them; clear where there is none left.
 */
export function packedPatches(square: Raster, idsKeep: Int32Array, geometry: Geometry): Raster {
  const { patchSize } = geometry;
  const grid = gridSize(geometry);
  const columns = Math.ceil(Math.sqrt(idsKeep.length));
  const packed = clearRaster(columns * patchSize);
  idsKeep.forEach((patch, place) => {
    const left = (patch % grid) * patchSize;
    const top = Math.floor(patch / grid) * patchSize;
    const toLeft = (place % columns) * patchSize;
    const toTop = Math.floor(place / columns) * patchSize;
    for (let row = 0; row < patchSize; row++) {
      const from = ((top + row) * square.width + left) * 4;
      const to = ((toTop + row) * packed.width + toLeft) * 4;
      packed.data.set(square.data.subarray(from, from + patchSize * 4), to);
    }
  });
  return packed;
}

/** Red, green, blue. */
export type Colour = readonly [number, number, number];

/** Pixels of a token, its margin included, in a picture of tokens. */
export const TOKEN = 8;

/**
 * What the decoder is given: a small square for each of the L tokens of `mask` [L], `latent` where a patch is visible and `maskToken`
 * where it is hidden. [grid · TOKEN]², clear between the tokens.
 */
export function tokenPicture(mask: Uint8Array, latent: Colour, maskToken: Colour): Raster {
  const grid = Math.sqrt(mask.length);
  const tokens = { imageSize: grid * TOKEN, patchSize: TOKEN };
  const picture = clearRaster(tokens.imageSize);
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      if (x % TOKEN === 0 || y % TOKEN === 0) continue;
      const isHidden = mask[patchAt(x, y, tokens)];
      picture.data.set([...(isHidden ? maskToken : latent), 255], (y * picture.width + x) * 4);
    }
  }
  return picture;
}
