import { expect, test } from 'vitest';
import { keepLeast } from '../../mae/mask';
import { torchRand } from '../../mae/random';
import type { Computed, Scene } from '../../runtime/inference/scene';
import type { Model } from '../../runtime/models/model';
import { model, raster } from '../../test/toy';
import { better, holdsFor, type Tried, tryReadings } from './fits';

const square = raster(0);
// Half of it is white, so that one colour does not fit it.
square.data.fill(255, 128);
const scene: Scene = { model, square, plan: keepLeast(torchRand(0, 16)[0], 4) };
const never = new AbortController().signal;

/** A network whose predictions come to so many dB when they are read so. */
const engine = (found: Readonly<Record<string, number>>) => ({
  enqueue: async ({ model: { target, order } }: Scene): Promise<Computed> =>
    ({ psnr: found[`${target} ${order}`] ?? 1 }) as Computed,
});
const tried = (found: Readonly<Record<string, number>>): Promise<Tried> =>
  tryReadings(engine(found), scene, never);

test('every target is tried in every order, and the best comes first', async () => {
  const { fits } = await tried({ 'normalised-pixels c p q': 30, 'pixels p q c': 20 });
  expect(fits).toHaveLength(8);
  expect(fits.slice(0, 2)).toEqual([
    { target: 'normalised-pixels', order: 'c p q', psnr: 30 },
    { target: 'pixels', order: 'p q c', psnr: 20 },
  ]);
});

test('another reading is better where it beats the present one and one colour by far', async () => {
  expect(better(await tried({ 'pixels c p q': 30, 'pixels p q c': 20 }), model)).toEqual({
    best: { target: 'pixels', order: 'c p q', psnr: 30 },
    now: { target: 'pixels', order: 'p q c', psnr: 20 },
  });
  expect(better(await tried({ 'pixels c p q': 20.4, 'pixels p q c': 20 }), model)).toBeUndefined();
  const hopeless = await tried({ 'pixels c p q': 3, 'pixels p q c': 1 });
  expect(hopeless.untaught.pixels).toBeGreaterThan(3);
  expect(better(hopeless, model)).toBeUndefined();
  // An untaught network, read as one of normalised patches, is given their brightness, and that is no reading of its file.
  const untaught = hopeless.untaught['normalised-pixels'];
  expect(better(await tried({ 'normalised-pixels p q c': untaught + 0.4 }), model)).toBeUndefined();
  expect(better(await tried({ 'normalised-pixels p q c': untaught + 0.6 }), model)).toBeDefined();
});

test('what is read so already has no better reading', async () => {
  const found = await tried({ 'normalised-pixels c p q': 30 });
  expect(better(found, { ...model, target: 'normalised-pixels', order: 'c p q' })).toBeUndefined();
});

test('what was found holds for the same network, of pictures that are normalised alike', async () => {
  const found = await tried({});
  expect(holdsFor(found, { ...model, target: 'normalised-pixels' })).toBe(true);
  expect(holdsFor(found, { ...model, mean: [0, 0, 0] })).toBe(false);
  expect(holdsFor(found, { ...model, files: {} } as Model)).toBe(false);
});
