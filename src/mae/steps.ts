/** Pictures of what happens between the masked picture and its reconstruction, as in figure 1 of the paper. */
import { type Geometry, type Grid, gridOf, patchAt, placeIn } from './geometry';
import type { Raster } from './raster';

/** A picture without a single opaque pixel. */
const clearRaster = (width: number, height: number): Raster => ({
  width,
  height,
  data: new Uint8ClampedArray(width * height * 4),
});

/**
 * What the encoder is given of `square` (W × H): the patches `idsKeep` [K] one after the other in the encoder's own order, packed
 * into the smallest rectangle of about its proportions that has room for them; clear where there is none left.
 */
export function packedPatches(square: Raster, idsKeep: Int32Array, geometry: Geometry): Raster {
  const { patchSize } = geometry;
  const grid = gridOf(geometry);
  const aspect = grid.columns / grid.rows;
  const columns = Math.min(grid.columns, Math.ceil(Math.sqrt(idsKeep.length * aspect)));
  const rows = Math.max(Math.ceil(idsKeep.length / columns), Math.round(columns / aspect));
  const packed = clearRaster(columns * patchSize, rows * patchSize);
  idsKeep.forEach((patch, place) => {
    const [top, left] = placeIn(grid, patch).map((place) => place * patchSize);
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
 * where it is hidden. `TOKEN` pixels a token, clear between them.
 */
export function tokenPicture(
  mask: Uint8Array,
  { rows, columns }: Grid,
  latent: Colour,
  maskToken: Colour,
): Raster {
  const picture = clearRaster(columns * TOKEN, rows * TOKEN);
  const tokens = { width: picture.width, patchSize: TOKEN };
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      if (x % TOKEN === 0 || y % TOKEN === 0) continue;
      const isHidden = mask[patchAt(x, y, tokens)];
      picture.data.set([...(isHidden ? maskToken : latent), 255], (y * picture.width + x) * 4);
    }
  }
  return picture;
}
