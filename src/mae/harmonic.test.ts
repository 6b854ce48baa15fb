import { expect, test } from 'vitest';
import { squareGeometry } from '../test/square';
import reference from './fixtures/harmonic.json';
import { type Geometry, patchAt } from './geometry';
import { harmonic, interpolate } from './harmonic';
import { planMask } from './mask';
import { torchRand } from './random';
import { blankRaster } from './raster';

/** The grey picture of the reference, whose levels are whole numbers that both sides can make. */
const levelAt = (x: number, y: number): number => (3 * x + 2 * y + ((x * y) % 31)) % 256;

function picture({ width, height, channels }: Geometry): Float32Array {
  const image = new Float32Array(width * height * channels);
  image.forEach((_, i) => {
    const place = Math.floor(i / channels);
    image[i] = levelAt(place % width, Math.floor(place / width)) / 255;
  });
  return image;
}

const wide: Geometry = { height: 24, width: 48, patchSize: 8, channels: 1 };

test.each(reference.cases)(
  '$size × $size pixels with patches of $patchSize, $ratio hidden: filled as the recipe does, to 1e-4',
  ({ size, patchSize, seed, ratio, places, values }) => {
    const geometry = squareGeometry(size, patchSize);
    const patches = (size / patchSize) ** 2;
    const { mask } = planMask(torchRand(seed, patches)[0], ratio);
    const filled = harmonic(picture(geometry), mask, geometry);
    const differences = places.flatMap((place, i) =>
      [0, 1, 2].map((channel) => Math.abs(filled[3 * place + channel] - values[i])),
    );
    expect(Math.max(...differences)).toBeLessThan(1e-4);
  },
);

test('what is visible stays as it is, and no hidden pixel leaves the range of what is visible', () => {
  const mask = Uint8Array.from({ length: 18 }, (_, i) => Number(i % 3 > 0));
  const image = picture(wide);
  const filled = harmonic(image, mask, wide);
  const isHidden = (place: number) => mask[patchAt(place % 48, Math.floor(place / 48), wide)] === 1;
  const visible = image.filter((_, place) => !isHidden(place));
  filled.forEach((value, place) => {
    if (!isHidden(place)) expect(value).toBe(image[place]);
    expect(value).toBeGreaterThanOrEqual(Math.min(...visible) - 1e-4);
    expect(value).toBeLessThanOrEqual(Math.max(...visible) + 1e-4);
  });
});

test('a ramp between two visible columns is the ramp', () => {
  const geometry: Geometry = { height: 8, width: 24, patchSize: 8, channels: 2 };
  const ramp = Float32Array.from({ length: 8 * 24 * 2 }, (_, i) => {
    const x = Math.floor(i / 2) % 24;
    return Math.min(Math.max(x, 7), 16) * (i % 2 ? -0.5 : 1);
  });
  const filled = harmonic(ramp, Uint8Array.of(0, 1, 0), geometry);
  filled.forEach((value, i) => {
    expect(value).toBeCloseTo(ramp[i], 3);
  });
});

test('with everything or nothing hidden there is nothing to fill', () => {
  expect(harmonic(picture(wide), new Uint8Array(18), wide)).toEqual(picture(wide));
  expect(harmonic(picture(wide), new Uint8Array(18).fill(1), wide)).toEqual(picture(wide));
});

test('a picture is filled behind its mask: one that a ramp explains without an error worth a name', () => {
  const geometry = squareGeometry(24, 8);
  const square = blankRaster(24, 24);
  square.data.forEach((_, i) => {
    const x = Math.floor(i / 4) % 24;
    square.data[i] = i % 4 === 3 ? 255 : 10 * x;
  });
  const mask = Uint8Array.of(0, 1, 0, 0, 1, 0, 0, 1, 0);
  const model = { geometry, mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] };
  const made = interpolate(square, mask, model);
  expect(made.psnr).toBeGreaterThan(60);
  made.picture.data.forEach((level, i) => {
    expect(Math.abs(level - square.data[i])).toBeLessThanOrEqual(1);
  });
  expect(interpolate(square, new Uint8Array(9), model).psnr).toBeNaN();
});
