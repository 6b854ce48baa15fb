import { expect, test } from 'vitest';
import { patchCount, patchDim } from '../../mae/geometry';
import { blankRaster, type Raster } from '../../mae/raster';
import { squareGeometry } from '../../test/square';
import { createBatches, type Data, inReadingOrder, seedOf, shuffled } from './batches';

const geometry = squareGeometry(32, 8);
const length = patchCount(geometry);
const dim = patchDim(geometry);
const masking = { strategy: 'random', ratio: 0.75 } as const;

/** Its left and upper parts dark, the quarter at the lower right white. */
function marked(width: number, height: number, level = 20): Raster {
  const picture = blankRaster(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isHeld = x >= Math.ceil(width / 2) && y >= Math.ceil(height / 2);
      const at = (y * width + x) * 4;
      picture.data.fill(isHeld ? 255 : level, at, at + 3);
    }
  }
  return picture;
}

/** Pixels as they are, 0 … 1. */
const normalisation = { mean: [0, 0, 0], std: [1, 1, 1] };
const data = (more: Partial<Data> = {}): Data => ({
  pictures: [marked(200, 150), marked(96, 300)],
  geometry,
  normalisation,
  cuts: { least: 0.1, stretch: 4 / 3, turned: true, recoloured: false, mixed: false },
  seed: 5,
  ...more,
});

test('no cut for training has a trace of the held-out quarter, and what is held out has nothing else', () => {
  const batches = createBatches(data());
  for (let step = 0; step < 20; step++) {
    const { patches } = batches.batch(step, 16, masking);
    expect(Math.max(...patches)).toBeCloseTo(20 / 255, 6);
  }
  for (const { patches } of batches.heldOut(16, masking)) expect(Math.min(...patches)).toBe(1);
});

test('a step has the same batch whenever it is asked for, and another seed has another', () => {
  const noisy = blankRaster(120, 120);
  for (let i = 0; i < noisy.data.length; i++) if (i % 4 < 3) noisy.data[i] = (i * 7919) % 251;
  const of = (seed: number) => createBatches(data({ pictures: [noisy, marked(64, 64)], seed }));
  const [first, again] = [of(5), of(5)];
  expect(first.batch(3, 4, masking)).toEqual(again.batch(3, 4, masking));
  expect(first.batch(3, 4, masking)).not.toEqual(first.batch(4, 4, masking));
  expect(first.batch(3, 4, masking)).not.toEqual(of(6).batch(3, 4, masking));
  expect(first.heldOut(4, masking)).toEqual(of(6).heldOut(4, masking));
});

test('half a batch after the other is the whole batch, mixed or not', () => {
  const noisy = blankRaster(90, 90);
  for (let i = 0; i < noisy.data.length; i++) if (i % 4 < 3) noisy.data[i] = (i * 7919) % 251;
  for (const isMixed of [false, true]) {
    const cuts = { least: 0.1, stretch: 4 / 3, turned: true, recoloured: true, mixed: isMixed };
    const batches = createBatches(data({ pictures: [noisy], cuts }));
    const whole = batches.batch(1, 8, masking);
    const halves = [2, 3].map((step) => batches.batch(step, 4, masking));
    expect([...whole.places]).toEqual(halves.flatMap(({ places }) => [...places]));
    expect([...whole.patches]).toEqual(halves.flatMap(({ patches }) => [...patches]));
  }
});

test('every picture comes once before any comes again', () => {
  const pictures = [10, 60, 110, 160].map((level) => marked(64, 64, level));
  const { patches } = createBatches(data({ pictures })).batch(2, 4, masking);
  const levels = Array.from({ length: 4 }, (_, i) => Math.round(patches[i * length * dim] * 255));
  expect(levels.toSorted((a, b) => a - b)).toEqual([10, 60, 110, 160]);
});

test('what is turned and recoloured has the same pixels in other places, and other colours', () => {
  // Red grows to the right, and twice as fast down.
  const corner = marked(64, 64, 60);
  for (let y = 0; y < 64; y++) {
    for (let x = 0; x < 64; x++) corner.data.fill(x + 2 * y, (y * 64 + x) * 4, (y * 64 + x) * 4 + 1);
  }
  const pictures = [corner];
  const drawn = (cuts: Partial<Data['cuts']>): Float32Array[] => {
    const all = { least: 1, stretch: 1, turned: false, recoloured: false, mixed: false, ...cuts };
    const batch = createBatches(data({ pictures, cuts: all })).batch(0, 64, masking);
    const ordered = inReadingOrder(batch.patches, batch, dim);
    return Array.from({ length: 64 }, (_, i) => ordered.subarray(i * length * dim, (i + 1) * length * dim));
  };
  const redAt = (image: Float32Array, place: number) => image[place * dim];
  /** Which way red grows: to the right or down, and where faster. */
  const lie = (image: Float32Array): string => {
    const across = redAt(image, 3) - redAt(image, 0);
    const down = redAt(image, 12) - redAt(image, 0);
    return [across > 0, down > 0, Math.abs(across) > Math.abs(down)].join();
  };
  expect(new Set(drawn({}).map(lie)).size).toBe(2);
  expect(new Set(drawn({ turned: true }).map(lie)).size).toBe(8);
  expect(new Set(drawn({ recoloured: true, mixed: false }).map((numbers) => Math.max(...numbers))).size).toBe(
    64,
  );
});

test.each(['random', 'block', 'grid'] as const)(
  'visible patches come first, as the mask has them: %s',
  (strategy) => {
    const batch = createBatches(data()).batch(0, 3, { strategy, ratio: 0.75 });
    expect(batch.keep).toBe(4);
    for (let i = 0; i < 3; i++) {
      const places = batch.places.subarray(i * length, (i + 1) * length);
      expect(places.toSorted()).toEqual(Int32Array.from({ length }, (_, k) => k));
    }
  },
);

test('patches go where the shuffle says, and back', () => {
  const patches = Float32Array.from({ length: 4 }, (_, i) => i);
  const plan = {
    idsKeep: Int32Array.of(2),
    idsRestore: Int32Array.of(1, 3, 0, 2),
    mask: Uint8Array.of(1, 1, 0, 1),
  };
  const batch = shuffled([{ patches, plan }], 1);
  expect([...batch.patches]).toEqual([2, 0, 3, 1]);
  expect([...batch.places]).toEqual([2, 0, 3, 1]);
  expect(inReadingOrder(batch.patches, batch, 1)).toEqual(patches);
});

test('a picture smaller than the model’s is enlarged', () => {
  const batch = createBatches(data({ pictures: [marked(9, 7)] })).batch(0, 2, masking);
  expect(Math.max(...batch.patches)).toBeCloseTo(20 / 255, 6);
});

test('nothing to learn from is an error', () => {
  expect(() => createBatches(data({ pictures: [] }))).toThrow(RangeError);
});

test('seeds of neighbouring places have nothing in common', () => {
  const seeds = Array.from({ length: 1000 }, (_, place) => seedOf(7, 1, place));
  expect(new Set(seeds).size).toBe(1000);
  const bits = seeds
    .slice(1)
    .map((seed, i) => ((seed ^ seeds[i]) >>> 0).toString(2).replaceAll('0', '').length);
  expect(bits.reduce((sum, count) => sum + count) / bits.length).toBeCloseTo(16, 0);
});
