import { expect, test } from 'vitest';
import { squareGeometry } from '../test/square';
import { keepLeast } from './mask';
import { torchRand } from './random';
import { blankRaster, type Raster } from './raster';
import { type ModelShape, type NetworkInput, reconstruct, similarity } from './reconstruct';

const model: ModelShape = {
  geometry: squareGeometry(32, 8),
  mean: [0.5, 0.5, 0.5],
  std: [0.25, 0.25, 0.25],
  target: 'pixels',
};
const plan = keepLeast(torchRand(0, 16)[0], 3);

/** 32 × 32 pixels of noise. */
function noise(seed: number): Raster {
  const raster = blankRaster(32, 32);
  torchRand(seed, 32 * 32 * 3)[0].forEach((value, i) => {
    raster.data[Math.floor(i / 3) * 4 + (i % 3)] = value * 255;
  });
  return raster;
}

/** A network that predicts one value everywhere, and tells what it was given. */
const flat = (value: number, given?: (input: NetworkInput) => void) => async (input: NetworkInput) => {
  given?.(input);
  return { pred: new Float32Array(16 * 192).fill(value), encoderMs: 1, decoderMs: 2 };
};

test('the network is given nothing of a hidden patch', async () => {
  const inputs: NetworkInput[] = [];
  const changed = noise(1);
  // All that is hidden is another picture.
  const other = noise(2);
  for (let pixel = 0; pixel < 32 * 32; pixel++) {
    const patch = Math.floor(Math.floor(pixel / 32) / 8) * 4 + Math.floor((pixel % 32) / 8);
    if (plan.mask[patch]) changed.data.set(other.data.subarray(pixel * 4, pixel * 4 + 4), pixel * 4);
  }
  for (const square of [noise(1), changed]) {
    await reconstruct(
      square,
      plan,
      model,
      flat(0, (input) => inputs.push(input)),
    );
  }
  expect(inputs[0].visible).toHaveLength(3 * 192);
  expect(inputs[0].idsKeep).toEqual(plan.idsKeep);
  expect(new Set(inputs[0].idsRestore)).toEqual(new Set([0, 1, 2, 3]));
  expect(inputs[1]).toEqual(inputs[0]);
});

test('a perfect prediction has no loss, no error in any patch, and a similarity of one', async () => {
  const square = blankRaster(32, 32);
  const made = await reconstruct(square, plan, model, flat(-2));
  expect(made).toMatchObject({
    loss: 0,
    psnr: Number.POSITIVE_INFINITY,
    encoderMs: 1,
    decoderMs: 2,
  });
  expect(made.picture).toEqual(square);
  expect(similarity(square, made.picture, plan, model)).toBe(1);
  expect([...made.patchErrors]).toEqual(Array(16).fill(0));
});

test('the mean of the hidden patches’ errors is what PSNR says', async () => {
  const { patchErrors, psnr } = await reconstruct(noise(1), plan, model, flat(0));
  const hidden = [...patchErrors].filter((_, patch) => plan.mask[patch]);
  const mean = hidden.reduce((sum, error) => sum + error, 0) / hidden.length;
  // The picture is rounded to bytes, the prediction is not.
  expect(-10 * Math.log10(mean)).toBeCloseTo(psnr, 1);
});

test('similarity is of what a person looks at: what is drawn where the truth is pasted over it counts for nothing', () => {
  const [truth, drawn] = [noise(1), noise(2)];
  const value = similarity(truth, drawn, plan, model);
  expect(value).toBeLessThan(0.5);
  for (let pixel = 0; pixel < 32 * 32; pixel++) {
    const patch = Math.floor(Math.floor(pixel / 32) / 8) * 4 + Math.floor((pixel % 32) / 8);
    if (!plan.mask[patch]) drawn.data.fill(7, pixel * 4, pixel * 4 + 3);
  }
  expect(similarity(truth, drawn, plan, model)).toBe(value);
});

test('an encoder alone predicts nothing, so nothing is measured', async () => {
  const encoder = async () => ({ pred: torchRand(3, 3 * 10)[0], encoderMs: 1, decoderMs: 0 });
  const shape: ModelShape = { ...model, target: 'features' };
  const made = await reconstruct(noise(1), plan, shape, encoder);
  const ssim = similarity(noise(1), made.picture, plan, shape);
  expect([made.loss, made.psnr, ssim, ...made.patchErrors].every(Number.isNaN)).toBe(true);
  expect(made.picture.width).toBe(32);
});

test('a prediction of another size is an error that says both', async () => {
  const wrong = async () => ({ pred: new Float32Array(5), encoderMs: 1, decoderMs: 2 });
  await expect(reconstruct(noise(1), plan, model, wrong)).rejects.toThrow(
    'the patches should hold 3072 numbers, not 5',
  );
});
