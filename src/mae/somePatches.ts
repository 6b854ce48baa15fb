/** Part of a picture, patch by patch. */
import { type Geometry, gridOf, patchCount, placeIn } from './geometry';
import type { Raster } from './raster';

/** The patches of `source` (W × H) for which `keeps` holds; clear everywhere else. */
export function somePatches(source: Raster, keeps: (patch: number) => boolean, geometry: Geometry): Raster {
  const { width, patchSize } = geometry;
  const data = new Uint8ClampedArray(source.data.length);
  const grid = gridOf(geometry);
  for (let patch = 0; patch < patchCount(geometry); patch++) {
    if (!keeps(patch)) continue;
    const [top, left] = placeIn(grid, patch).map((place) => place * patchSize);
    for (let row = top; row < top + patchSize; row++) {
      const from = (row * width + left) * 4;
      data.set(source.data.subarray(from, from + patchSize * 4), from);
    }
  }
  return { ...source, data };
}
