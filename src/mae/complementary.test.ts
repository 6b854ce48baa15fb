import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { squareGeometry } from '../test/square';
import { assemble, complementaryPlans } from './complementary';
import { keepLeast, type MaskPlan } from './mask';
import { torchRand } from './random';
import { blankRaster } from './raster';

const anySeed = integer({ min: 0, max: 99 });
const anyKeep = integer({ min: 1, max: 195 });

test('together the masks hide every patch, and without the last some patch would never be hidden', () => {
  assert(
    property(anySeed, anyKeep, (seed, keep) => {
      const plans = complementaryPlans(torchRand(seed, 196)[0], keep);
      const everHidden = (some: MaskPlan[]): number =>
        Array.from({ length: 196 }, (_, patch) => some.some(({ mask }) => mask[patch])).filter(Boolean)
          .length;
      expect(everHidden(plans)).toBe(196);
      expect(everHidden(plans.slice(0, -1))).toBeLessThan(196);
    }),
    { numRuns: 40 },
  );
});

test('each keeps as many as the first, which is the page’s own mask', () => {
  assert(
    property(anySeed, anyKeep, (seed, keep) => {
      const [noise] = torchRand(seed, 196);
      const plans = complementaryPlans(noise, keep);
      expect(plans[0]).toEqual(keepLeast(noise, keep));
      for (const { idsKeep, mask } of plans) {
        expect(idsKeep).toHaveLength(keep);
        expect(mask.filter((hidden) => !hidden)).toHaveLength(keep);
      }
    }),
    { numRuns: 40 },
  );
});

test('with nothing hidden there is no mask', () => {
  expect(complementaryPlans(torchRand(0, 196)[0], 196)).toEqual([]);
});

test('an assembled picture takes each patch from the first picture in which it was hidden', () => {
  const geometry = squareGeometry(4, 2);
  const plain = (level: number) => {
    const raster = blankRaster(4, 4);
    raster.data.fill(level);
    return raster;
  };
  const plan = (...mask: number[]) => ({ mask: Uint8Array.from(mask) }) as unknown as MaskPlan;
  const plans = [plan(1, 0, 0, 0), plan(1, 1, 0, 0), plan(0, 1, 1, 1)];
  const { data } = assemble([plain(10), plain(20), plain(30)], plans, geometry);
  const levelOf = (patch: number): number => data[(Math.floor(patch / 2) * 2 * 4 + (patch % 2) * 2) * 4];
  expect([0, 1, 2, 3].map(levelOf)).toEqual([10, 20, 30, 30]);
});
