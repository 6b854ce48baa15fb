import { expect, test } from 'vitest';
import { interpolate } from '../../mae/harmonic';
import { maskedLoss } from '../../mae/metrics';
import { patchify } from '../../mae/patches';
import { normalise } from '../../mae/pixels';
import { blankRaster } from '../../mae/raster';
import { targetOf } from '../../mae/target';
import { geometryOf } from '../../test/train';
import { createBatches } from './batches';
import { heldOutOf } from './heldOut';
import type { TrainedTarget } from './options';

const geometry = geometryOf('colour');
const normalisation = { mean: [0.5, 0.4, 0.3], std: [0.2, 0.3, 0.4] };
const photo = blankRaster(100, 80);
for (let i = 0; i < photo.data.length; i++) {
  if (i % 4 < 3) photo.data[i] = 128 + 100 * Math.sin(i / 57) * Math.cos(i / 4310);
}

const held = (target: TrainedTarget) => {
  const shape = { geometry, target, ...normalisation };
  const data = {
    pictures: [photo],
    geometry,
    normalisation,
    cuts: { least: 1, stretch: 1, turned: false, recoloured: false, mixed: false },
    seed: 3,
  };
  const pictures = createBatches(data).heldOut(3, { strategy: 'random', ratio: 0.75 });
  return { pictures, shape, out: heldOutOf(pictures, shape) };
};

test.each(['pixels', 'normalised-pixels'] as const)('who knows the truth has no error: %s', (target) => {
  const { pictures, shape, out } = held(target);
  const dim = pictures[0].patches.length;
  const pred = new Float32Array(3 * dim);
  pictures.forEach(({ patches }, i) => {
    pred.set(targetOf(patches, shape), i * dim);
  });
  expect(out.lossOf(pred)).toBe(0);
  expect(out.harmonicLoss).toBeGreaterThan(0);
});

test('a prediction of pixels is drawn as it is', () => {
  const { pictures, out } = held('pixels');
  const pred = Float32Array.from(pictures.flatMap(({ patches }) => [...patches]));
  out.drawn(pred).forEach((drawn, i) => {
    expect(drawn).toEqual(pictures[i].square);
  });
});

test('interpolation is what the page draws elsewhere, and its loss is of the same pixels', () => {
  const { pictures, shape, out } = held('pixels');
  const losses = pictures.map(({ square, plan, patches }, i) => {
    const { picture } = interpolate(square, plan.mask, shape);
    expect(out.pictures[i].interpolated).toEqual(picture);
    return maskedLoss(patchify(normalise(picture, shape), geometry), patches, plan.mask);
  });
  // Bytes are rounded.
  expect(out.harmonicLoss).toBeCloseTo(losses.reduce((sum, loss) => sum + loss) / 3, 3);
});

test('of normalised pixels, interpolation is measured in the numbers of the target', () => {
  const { pictures, shape, out } = held('normalised-pixels');
  const losses = pictures.map(({ patches, plan }) => {
    const { interpolated } = out.pictures[pictures.findIndex((other) => other.patches === patches)];
    const filled = patchify(normalise(interpolated, shape), geometry);
    const dim = 8 * 8 * 3;
    let [sum, count] = [0, 0];
    plan.mask.forEach((isHidden, patch) => {
      if (!isHidden) return;
      const own = patches.subarray(patch * dim, (patch + 1) * dim);
      const middle = own.reduce((all, value) => all + value) / dim;
      const variance = own.reduce((all, value) => all + (value - middle) ** 2, 0) / (dim - 1) + 1e-6;
      own.forEach((value, i) => {
        sum += (value - filled[patch * dim + i]) ** 2 / variance;
        count++;
      });
    });
    return sum / count;
  });
  const mean = losses.reduce((sum, loss) => sum + loss) / 3;
  expect(Math.abs(out.harmonicLoss / mean - 1)).toBeLessThan(0.02);
});
