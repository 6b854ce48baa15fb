import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import reference from './fixtures/probe.json';
import { colourHistogram, rawPixels } from './plainFeatures';
import { torchRand } from './random';
import { blankRaster, type Raster } from './raster';

function opaque(width: number, height: number, rgb: ArrayLike<number>): Raster {
  const raster = blankRaster(width, height);
  for (let i = 0; i < rgb.length; i++) raster.data[Math.floor(i / 3) * 4 + (i % 3)] = rgb[i];
  return raster;
}

const noisy = (width: number, height: number): Raster =>
  opaque(
    width,
    height,
    torchRand(width, width * height * 3)[0].map((value) => value * 256),
  );

test.each(reference.pictures)(
  '$size × $size pixels: the numbers of the recipe',
  ({ size, rgb, pixels, histogram }) => {
    const picture = opaque(size, size, rgb);
    const worst = (a: Float32Array, b: number[]) => Math.max(...b.map((value, i) => Math.abs(value - a[i])));
    expect(rawPixels(picture).length).toBe(pixels.length);
    expect(worst(rawPixels(picture), pixels)).toBeLessThan(1e-6);
    expect(colourHistogram(picture).length).toBe(histogram.length);
    expect(worst(colourHistogram(picture), histogram)).toBeLessThan(1e-6);
  },
);

test('16 × 16 pixels are their own cells, and fewer are shown more often', () => {
  const picture = noisy(16, 16);
  const own = picture.data.filter((_, i) => i % 4 < 3);
  rawPixels(picture).forEach((value, i) => {
    expect(value).toBeCloseTo(own[i] / 255, 6);
  });
  const two = rawPixels(opaque(2, 1, [255, 0, 0, 0, 0, 255]));
  for (let cell = 0; cell < 256; cell++)
    expect([...two.subarray(cell * 3, cell * 3 + 3)]).toEqual(cell % 16 < 8 ? [1, 0, 0] : [0, 0, 1]);
});

test('cells of one size keep the mean, and a flat picture is flat whatever its size', () => {
  const mean = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0) / values.length;
  const picture = noisy(48, 32);
  expect(mean(rawPixels(picture))).toBeCloseTo(mean(picture.data.filter((_, i) => i % 4 < 3)) / 255, 6);
  assert(
    property(integer({ min: 1, max: 70 }), integer({ min: 1, max: 70 }), (width, height) => {
      const grey = opaque(width, height, new Uint8Array(width * height * 3).fill(51));
      expect(rawPixels(grey)).toEqual(new Float32Array(768).fill(0.2));
    }),
  );
});

test('a histogram has length 1, and does not know where colours are', () => {
  const { width, height, data } = noisy(20, 30);
  const histogram = colourHistogram({ width, height, data });
  expect(histogram.reduce((sum, value) => sum + value ** 2, 0)).toBeCloseTo(1, 5);
  const pixels = new Uint32Array(data.buffer).toReversed();
  const turned: Raster = { width: height, height: width, data: new Uint8ClampedArray(pixels.buffer) };
  expect(colourHistogram(turned)).toEqual(histogram);
});

test('bins change at 64, 128 and 192; blue first, then green', () => {
  const binOf = (...rgb: number[]) => colourHistogram(opaque(1, 1, rgb)).indexOf(1);
  expect([0, 63, 64, 127, 128, 191, 192, 255].map((level) => binOf(0, 0, level))).toEqual([
    0, 0, 1, 1, 2, 2, 3, 3,
  ]);
  expect(binOf(0, 64, 0)).toBe(4);
  expect(binOf(64, 0, 0)).toBe(16);
  expect(binOf(255, 255, 255)).toBe(63);
});
