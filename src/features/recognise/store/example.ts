/** Piles to begin with: parts of photographs that come with the page, cut at random. Which photograph is a part of? */
import type { Crop } from '../../../mae/crop';
import { torchRand } from '../../../mae/random';
import type { Raster } from '../../../mae/raster';
import type { Sample } from '../../../store/samples';
import type { Words } from '../../../words/said';
import { said } from '../../../words/said';
import { type Item, itemOf } from './piles';

/** Things with a texture of their own, some of them of like colours. */
const SHOWN = ['cat', 'dogs', 'fig', 'dandelion', 'mountain', 'stream'];
const PARTS = 8;
const [LEAST_ZOOM, MOST_ZOOM] = [2.5, 4];

/** Always the same parts. */
function parts(seed: number): readonly Crop[] {
  const [x, y, zoom] = torchRand(seed, PARTS, PARTS, PARTS);
  return Array.from(x, (_, i) => ({
    x: x[i],
    y: y[i],
    zoom: LEAST_ZOOM + (MOST_ZOOM - LEAST_ZOOM) * zoom[i],
  }));
}

/** One pile after the other; rejects as `fetch` does. */
export async function* partsOfSamples(
  samples: readonly Sample[],
  fetch: (sample: Sample) => Promise<Raster>,
): AsyncGenerator<{ name: Words; items: readonly Item[] }> {
  for (const [seed, sample] of samples.filter(({ id }) => SHOWN.includes(id)).entries()) {
    const raster = await fetch(sample);
    const name = said(sample.title);
    yield { name, items: parts(seed).map((crop) => itemOf(name, raster, crop)) };
  }
}
