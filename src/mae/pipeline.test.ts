/** The arithmetic around the network against PyTorch's, on a small picture. */
import { expect, test } from 'vitest';
import fixture from './fixtures/pipeline.json';
import { maskedLoss, maskedPsnr } from './metrics';
import { patchify, unpatchify } from './patches';
import { denormalise, normalise } from './pixels';
import { blankRaster, type Raster } from './raster';
import { targetOf, toPixels } from './target';

const imagenet = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] };
const geometry = { imageSize: fixture.size, patchSize: fixture.patchSize };
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
  const drawn = denormalise(unpatchify(pred, geometry), imagenet);
  expect(drawn).toEqual(rasterOf(fixture.drawnRgb));
});

test('the target of norm_pix_loss is PyTorch’s, and its loss too', () => {
  const target = targetOf(patches, 'normalised-pixels', dim);
  expectClose(target, fixture.normalisedTarget, 2e-6);
  expect(maskedLoss(pred, target, mask)).toBeCloseTo(fixture.normalisedLoss, 5);
});

test('a perfect prediction of normalised pixels is drawn as the picture itself', () => {
  const target = targetOf(patches, 'normalised-pixels', dim);
  expectClose(toPixels(target, patches, 'normalised-pixels', dim), [...patches], 1e-5);
});

test('normalising and drawing gives the same bytes back', () => {
  const raster = rasterOf(fixture.rgb);
  expect(denormalise(normalise(raster, imagenet), imagenet)).toEqual(raster);
});

test('where nothing is hidden there is no loss to speak of', () => {
  expect(maskedLoss(pred, patches, new Uint8Array(mask.length))).toBeNaN();
  expect(maskedPsnr(pred, patches, new Uint8Array(mask.length), imagenet)).toBeNaN();
});
