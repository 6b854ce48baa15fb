import { expect, test } from 'vitest';
import { patchCount } from '../../mae/geometry';
import { lenKeep } from '../../mae/mask';
import { patchify } from '../../mae/patches';
import { normalise } from '../../mae/pixels';
import { blankRaster } from '../../mae/raster';
import { strategies } from '../../mae/strategy';
import { squareGeometry } from '../../test/square';
import { createBatches, inReadingOrder } from './batches';
import { shownOf } from './shown';

const geometry = squareGeometry(32, 8);
const length = patchCount(geometry);
const dim = 8 * 8 * 3;
const normalisation = { mean: [0.5, 0.4, 0.3], std: [0.2, 0.3, 0.4] };
const shape = { geometry, ...normalisation };

const noisy = blankRaster(120, 90);
for (let i = 0; i < noisy.data.length; i++) if (i % 4 < 3) noisy.data[i] = 60 + ((i * 7919) % 120);
const batches = createBatches({
  pictures: [noisy],
  geometry,
  normalisation,
  cuts: { least: 0.3, stretch: 1, turned: true, recoloured: true, mixed: true },
  seed: 4,
});

test('what is shown of a batch are its own pixels, to the nearest byte', () => {
  const batch = batches.batch(2, 16, { strategy: 'random', ratio: 0.75 });
  const ordered = inReadingOrder(batch.patches, batch, dim);
  const shown = shownOf(batch, shape);
  expect(shown).toHaveLength(12);
  shown.forEach(({ square }, i) => {
    const again = patchify(normalise(square, normalisation), geometry);
    const level = (value: number, k: number): number =>
      255 * (value * normalisation.std[k % 3] + normalisation.mean[k % 3]);
    const own = ordered.subarray(i * length * dim, (i + 1) * length * dim);
    const apart = own.map((value, k) => {
      const truth = Math.min(255, Math.max(0, level(value, k)));
      return Math.abs(level(again[k], k) - truth);
    });
    expect(Math.max(...apart)).toBeLessThan(0.51);
  });
});

test.each(strategies)(
  'as many patches are hidden as the ratio says, and those that the batch hides: %s',
  (strategy) => {
    for (const ratio of [0.15, 0.75, 0.9]) {
      const batch = batches.batch(1, 4, { strategy, ratio });
      shownOf(batch, shape).forEach(({ mask }, i) => {
        const visible = batch.places.subarray(i * length, i * length + lenKeep(length, ratio));
        const seen = [...mask.keys()].filter((patch) => mask[patch] === 0);
        expect(seen).toEqual([...visible].sort((a, b) => a - b));
      });
    }
  },
);

test('of a small batch all is shown', () => {
  expect(shownOf(batches.batch(0, 4, { strategy: 'random', ratio: 0.5 }), shape)).toHaveLength(4);
});
