/** Masks that together hide every patch, so that a whole picture can be drawn of patches the model never saw. */
import { compose } from './compose';
import type { Geometry } from './geometry';
import { keepLeast, type MaskPlan } from './mask';
import type { Raster } from './raster';

/**
 * As few masks as hide every patch once, all with `keep` of the patches [L] visible. The first is that of `keepLeast`; each further one
 * hides the next stretch of the same shuffle, and the last goes on at its beginning. None if nothing would be hidden.
 */
export function complementaryPlans(noise: Float32Array, keep: number): MaskPlan[] {
  const patches = noise.length;
  const hidden = patches - keep;
  if (hidden <= 0) return [];
  const { idsRestore } = keepLeast(noise, keep);
  return Array.from({ length: Math.ceil(patches / hidden) }, (_, i) =>
    keepLeast(
      Float32Array.from(idsRestore, (place) => (place + patches - ((i * hidden) % patches)) % patches),
      keep,
    ),
  );
}

/** One picture of all: each patch from the first reconstruction in which it was hidden. All pictures W × H, as many as plans. */
export function assemble(
  pictures: readonly Raster[],
  plans: readonly MaskPlan[],
  geometry: Geometry,
): Raster {
  return pictures.reduceRight((under, picture, i) => compose(under, picture, plans[i].mask, geometry));
}
