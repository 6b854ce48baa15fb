import { expect, test } from 'vitest';
import { squareGeometry } from '../test/square';
import { featurePicture } from './features';
import { planMask } from './mask';
import { torchRand } from './random';

/** `count` random rows of `width`, spread differently along each axis so that the directions are told apart. */
function spread(count: number, width: number, seed: number): Float32Array {
  const [uniform] = torchRand(seed, count * width);
  return uniform.map((value, i) => (value - 0.5) * 2 ** -(i % width));
}

test('patches with the same features have the same colour, hidden ones are grey, and turning the features changes nothing', () => {
  const geometry = squareGeometry(16, 4);
  const plan = planMask(torchRand(1, 16)[0], 0.5);
  const latent = spread(8, 6, 2);
  latent.copyWithin(0, 6, 12);
  const picture = featurePicture(latent, plan, geometry);
  const colour = (patch: number, raster = picture): number[] => {
    const at = (Math.floor(patch / 4) * 4 * 16 + (patch % 4) * 4) * 4;
    return [...raster.data.subarray(at, at + 3)];
  };
  expect(colour(plan.idsKeep[0])).toEqual(colour(plan.idsKeep[1]));
  expect(colour(plan.idsKeep[2])).not.toEqual(colour(plan.idsKeep[3]));
  plan.mask.forEach((hidden, patch) => {
    if (hidden) expect(colour(patch)).toEqual([128, 128, 128]);
  });
  // A rotation of two axes is another basis of the same space.
  const turned = latent.map((value, i) => {
    const at = i % 6;
    if (at === 0) return 0.6 * value - 0.8 * latent[i + 1];
    if (at === 1) return 0.8 * latent[i - 1] + 0.6 * value;
    return value;
  });
  const again = featurePicture(turned, plan, geometry);
  for (const patch of plan.idsKeep) {
    const [a, b] = [colour(patch), colour(patch, again)];
    a.forEach((level, channel) => {
      expect(Math.abs(level - b[channel])).toBeLessThanOrEqual(2);
    });
  }
});
