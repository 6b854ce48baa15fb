/** What a batch shows a model, as pictures behind masks. */
import { type Geometry, patchDim } from '../../mae/geometry';
import { unpatchify } from '../../mae/patches';
import { denormalise, type Normalisation } from '../../mae/pixels';
import { type Batch, inReadingOrder } from './batches';
import type { MaskedSquare } from './protocol';

interface Shape extends Normalisation {
  readonly geometry: Geometry;
}

/** Enough to see what becomes of a photograph, and few enough for a phone. */
const SHOWN = 12;

/** The first cuts of a batch, with all that was done to them; what recolouring and mixing push beyond black or white is clamped. */
export function shownOf(batch: Batch, { geometry, ...normalisation }: Shape): MaskedSquare[] {
  const { patches, places, count, keep } = batch;
  const dim = patchDim(geometry);
  const length = places.length / count;
  const ordered = inReadingOrder(patches, batch, dim);
  return Array.from({ length: Math.min(SHOWN, count) }, (_, i) => {
    const first = i * length;
    const image = unpatchify(ordered.subarray(first * dim, (first + length) * dim), geometry);
    const mask = new Uint8Array(length).fill(1);
    for (const patch of places.subarray(first, first + keep)) mask[patch] = 0;
    return { square: denormalise(image, geometry, normalisation), mask };
  });
}
