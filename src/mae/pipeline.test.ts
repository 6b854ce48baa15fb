/** The arithmetic around the network against PyTorch's, on a small picture. */
import { expect, test } from 'vitest';
import { squareGeometry } from '../test/square';
import fixture from './fixtures/pipeline.json';
import { maskedLoss, maskedPsnr } from './metrics';
import { patchify, unpatchify } from './patches';
import { denormalise, normalise } from './pixels';
import { blankRaster, type Raster } from './raster';
import { targetOf, toPixels } from './target';

const imagenet = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] };
const geometry = squareGeometry(fixture.size, fixture.patchSize);
const dim = fixture.patchSize ** 2 * 3;
const pred = Float32Array.from(fixture.pred);
const mask = Uint8Array.from(fixture.mask);
const patches = patchify(normalise(rasterOf(fixture.rgb), imagenet), geometry);

function rasterOf(rgb: number[]): Raster {
  const raster = blankRaster(fixture.size, fixture.size);
  rgb.forEach((value, i) => {
    raster.data[Math.floor(i / 3) * 4 + (i % 3)] = value;
  });
  return raster;
}

function expectClose(actual: Float32Array, expected: number[], tolerance: number): void {
  expect(actual).toHaveLength(expected.length);
  const worst = Math.max(...expected.map((value, i) => Math.abs(actual[i] - value)));
  expect(worst).toBeLessThan(tolerance);
}

test('normalised patches are PyTorch’s', () => {
  expectClose(patches, fixture.patches, 1e-6);
});

test('the loss over hidden patches is PyTorch’s', () => {
  expect(maskedLoss(pred, patches, mask)).toBeCloseTo(fixture.loss, 5);
});

test('PSNR over hidden pixels, clamped, is PyTorch’s', () => {
  expect(maskedPsnr(pred, patches, mask, imagenet)).toBeCloseTo(fixture.psnr, 4);
});

test('a prediction is drawn with PyTorch’s bytes', () => {
  const drawn = denormalise(unpatchify(pred, geometry), geometry, imagenet);
  expect(drawn).toEqual(rasterOf(fixture.drawnRgb));
});

test('the target of norm_pix_loss is PyTorch’s, and its loss too', () => {
  const target = targetOf(patches, normalised);
  expectClose(target, fixture.normalisedTarget, 2e-6);
  expect(maskedLoss(pred, target, mask)).toBeCloseTo(fixture.normalisedLoss, 5);
});

test('patches of which each channel is normalised by itself are PyTorch’s, and are undone', () => {
  const model = { ...normalised, target: 'normalised-channels' } as const;
  const target = targetOf(patches, model);
  expectClose(target, fixture.channelTarget, 5e-6);
  const drawn = toPixels(target, patches, mask, { ...model, statistics: 'truth' });
  expectClose(drawn, [...patches], 1e-5);
});

test('pixels of 0 to 1 are those of the picture, whatever the model is shown', () => {
  const model = { ...normalised, target: 'unit-pixels' } as const;
  const target = targetOf(patches, model);
  expect(Math.min(...target)).toBeGreaterThanOrEqual(-1e-6);
  expect(Math.max(...target)).toBeLessThanOrEqual(1 + 1e-6);
  expectClose(toPixels(target, patches, mask, model), [...patches], 1e-5);
});

const normalised = { ...imagenet, geometry, target: 'normalised-pixels' } as const;

test('a perfect prediction of normalised pixels is drawn as the picture itself, by the statistics of the truth', () => {
  const target = targetOf(patches, normalised);
  const drawn = toPixels(target, patches, mask, { ...normalised, statistics: 'truth' });
  expectClose(drawn, [...patches], 1e-5);
});

/** Mean and unbiased deviation of one patch, the plain way. */
function momentsOf(values: Float32Array, patch: number): [number, number] {
  const own = [...values.subarray(patch * dim, (patch + 1) * dim)];
  const mean = own.reduce((sum, x) => sum + x, 0) / dim;
  return [mean, Math.sqrt(own.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (dim - 1))];
}

test('by the neighbours, what is hidden takes nothing from the hidden patches', () => {
  const target = targetOf(patches, normalised);
  const others = patches.map((value, i) => (mask[Math.floor(i / dim)] ? value * 3 + 1 : value));
  const drawn = toPixels(target, patches, mask, normalised);
  const again = toPixels(target, others, mask, normalised);
  expectClose(drawn, [...again], 1e-12);
});

test('by the neighbours, a hidden patch has the averages of the visible ones, nearer ones counting more', () => {
  // Of the four patches the first and the last are visible; the second is one step from both.
  const two = Uint8Array.of(0, 1, 1, 0);
  const target = targetOf(patches, normalised);
  const drawn = toPixels(target, patches, two, normalised);
  const [first, last] = [momentsOf(patches, 0), momentsOf(patches, 3)];
  for (const hidden of [1, 2]) {
    const [mean, deviation] = momentsOf(drawn, hidden);
    expect(mean).toBeCloseTo((first[0] + last[0]) / 2, 4);
    expect(deviation).toBeCloseTo((first[1] + last[1]) / 2, 4);
  }
  // With three visible, the fourth is one step from two of them, and the root of two from the third.
  const three = toPixels(target, patches, Uint8Array.of(1, 0, 0, 0), normalised);
  const means = [1, 2, 3].map((patch) => momentsOf(patches, patch)[0]);
  expect(momentsOf(three, 0)[0]).toBeCloseTo((means[0] + means[1] + means[2] / 2) / 2.5, 4);
});

test('without any statistics every patch has the brightness and contrast of the prediction', () => {
  expect(toPixels(pred, patches, mask, { ...normalised, statistics: 'none' })).toEqual(pred);
});

test('a prediction of pixels is drawn as it is, whatever the statistics', () => {
  for (const statistics of ['neighbours', 'truth', 'none'] as const) {
    expect(toPixels(pred, patches, mask, { ...normalised, target: 'pixels', statistics })).toBe(pred);
  }
});

test('normalising and drawing gives the same bytes back', () => {
  const raster = rasterOf(fixture.rgb);
  expect(denormalise(normalise(raster, imagenet), raster, imagenet)).toEqual(raster);
});

test('where nothing is hidden there is no loss to speak of', () => {
  expect(maskedLoss(pred, patches, new Uint8Array(mask.length))).toBeNaN();
  expect(maskedPsnr(pred, patches, new Uint8Array(mask.length), imagenet)).toBeNaN();
});
