import { expect, test } from 'vitest';
import { squareGeometry } from '../test/square';
import { keepLeast } from './mask';
import { meanColourPsnr } from './meanColour';
import { torchRand } from './random';
import { blankRaster } from './raster';
import { type ModelShape, reconstruct } from './reconstruct';
import { predictedTargets } from './target';
import { untaughtPsnr } from './untaught';

const geometry = squareGeometry(32, 8);
const shape: Omit<ModelShape, 'target'> = { geometry, mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] };
const plan = keepLeast(torchRand(0, 16)[0], 5);
/** From black to white, and a little noise. */
const square = blankRaster(32, 32);
torchRand(1, 32 * 32)[0].forEach((noise, pixel) => {
  square.data.fill(Math.floor(pixel / 32) * 7 + noise * 20, pixel * 4, pixel * 4 + 3);
});

const nothing = async () => ({ pred: new Float32Array(16 * 192), encoderMs: 1, decoderMs: 1 });

test.each(['normalised-pixels', 'normalised-channels'] as const)(
  'of %s it is what a network comes to that predicts zero everywhere, and more than one colour',
  async (target) => {
    const model: ModelShape = { ...shape, target };
    const { psnr } = await reconstruct(square, plan, model, nothing);
    expect(untaughtPsnr(square, plan, model)).toBeCloseTo(psnr, 6);
    expect(psnr).toBeGreaterThan(meanColourPsnr(square, plan.mask, geometry) + 1);
  },
);

test('of pixels it is one colour', () => {
  for (const target of ['pixels', 'unit-pixels'] as const) {
    const found = untaughtPsnr(square, plan, { ...shape, target });
    expect(found).toBe(meanColourPsnr(square, plan.mask, geometry));
  }
});

test('where nothing can be told it is no number', () => {
  const all = { ...plan, mask: new Uint8Array(16).fill(1) };
  const none = { ...plan, mask: new Uint8Array(16) };
  for (const target of predictedTargets) {
    for (const masked of [all, none]) expect(untaughtPsnr(square, masked, { ...shape, target })).toBeNaN();
  }
  expect(untaughtPsnr(square, plan, { ...shape, target: 'features' })).toBeNaN();
});
