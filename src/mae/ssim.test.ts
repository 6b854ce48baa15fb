import { expect, test } from 'vitest';
import { squareGeometry } from '../test/square';
import reference from './fixtures/ssim.json';
import { blankRaster, type Raster } from './raster';
import { maskedSsim } from './ssim';

const geometry = squareGeometry(reference.size, reference.patchSize);

function raster(rgb: number[]): Raster {
  const made = blankRaster(reference.size, reference.size);
  rgb.forEach((value, i) => {
    made.data[Math.floor(i / 3) * 4 + (i % 3)] = value;
  });
  return made;
}

const [truth, drawn] = [raster(reference.truth), raster(reference.drawn)];

test.each(reference.cases)('over hidden pixels it is what PyTorch computes: $ssim', ({ mask, ssim }) => {
  expect(maskedSsim(drawn, truth, Uint8Array.from(mask), geometry)).toBeCloseTo(ssim, 4);
});

test('equal pictures are alike by 1, and with nothing hidden there is nothing to say', () => {
  expect(maskedSsim(truth, truth, Uint8Array.of(1, 1, 0, 1), geometry)).toBeCloseTo(1, 6);
  expect(maskedSsim(drawn, truth, new Uint8Array(4), geometry)).toBeNaN();
});

test('it does not matter which of the two is the truth', () => {
  const mask = Uint8Array.of(1, 0, 1, 1);
  expect(maskedSsim(drawn, truth, mask, geometry)).toBeCloseTo(maskedSsim(truth, drawn, mask, geometry), 6);
});
