/** A picture of nothing but each hidden patch's own mean colour: what is given away when a prediction is drawn with the truth's statistics. */
import { compose } from './compose';
import { type Geometry, gridOf, patchCount, placeIn } from './geometry';
import type { Raster } from './raster';

/** `square` (W × H) with every patch that is hidden in `mask` [L] in its own mean colour, of sRGB values 0 … 255, rounded. */
export function patchMeans(square: Raster, mask: Uint8Array, geometry: Geometry): Raster {
  const { width, patchSize } = geometry;
  const flat: Raster = { ...square, data: square.data.slice() };
  for (let patch = 0; patch < patchCount(geometry); patch++) {
    const [top, left] = placeIn(gridOf(geometry), patch).map((place) => place * patchSize);
    const sums = [0, 0, 0];
    const pixels: number[] = [];
    for (let y = top; y < top + patchSize; y++)
      for (let x = left; x < left + patchSize; x++) pixels.push((y * width + x) * 4);
    for (const at of pixels) for (let c = 0; c < 3; c++) sums[c] += square.data[at + c];
    const mean = sums.map((sum) => Math.round(sum / pixels.length));
    for (const at of pixels) flat.data.set(mean, at);
  }
  return compose(square, flat, mask, geometry);
}
