/** The pictures, masks and weights that `models/recipe/page/train_fixtures.py` trains with, and what PyTorch made of them. */
import { patchCount, patchDim } from '../mae/geometry';
import { keepLeast, lenKeep } from '../mae/mask';
import { patchify } from '../mae/patches';
import { torchRand } from '../mae/random';
import type { FullGeometry } from '../runtime/checkpoint/network';
import { asWritten, type WrittenGeometry } from '../runtime/checkpoint/written';
import type { Batch } from '../runtime/train/batches';
import { shuffled } from '../runtime/train/batches';
import fixture from '../runtime/train/fixtures/train.json';
import { firstParameters, isPositions, type Parameters } from '../runtime/train/parameters';

export { fixture };

export interface Told {
  readonly tensor: string;
  readonly values: readonly number[];
  readonly largest: number;
  readonly sum: number;
}

const STRIDE = 7919;

export const geometryOf = (name: string): FullGeometry =>
  asWritten(fixture.geometries[name as keyof typeof fixture.geometries] as WrittenGeometry);

/** How far numbers are from those that were told, as a share of the largest of them. */
export function distance(found: Float32Array, { values, largest, sum }: Told): number {
  const apart = values.map(
    (value, k) => Math.abs(found[(k * STRIDE) % found.length] - value) / (largest || 1),
  );
  const total = found.reduce((all, value) => all + Math.abs(value), 0);
  return Math.max(...apart, sum ? Math.abs(total / sum - 1) : total);
}

/** The first weights, and those that every tensor is moved to, biases and norms too. */
export function movedParameters(geometry: FullGeometry): Parameters {
  const first = firstParameters(geometry, fixture.seed);
  const names = [...first.keys()].filter((name) => !isPositions(name)).sort();
  const draws = torchRand(fixture.shift, ...names.map((name) => first.get(name)?.length ?? 0));
  return new Map(
    [...first].map(([name, values]) => {
      const draw = draws[names.indexOf(name)];
      return [name, draw ? values.map((value, i) => value + (draw[i] - 0.5) * fixture.noise) : values];
    }),
  );
}

function image(geometry: FullGeometry, waves: Float32Array): Float32Array {
  const { width, height, channels } = geometry;
  const pixels = new Float32Array(height * width * channels);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < channels; channel++, to++) {
        for (let wave = 0; wave < fixture.waves; wave++) {
          const at = (channel * fixture.waves + wave) * 3;
          const angle = waves[at] * 0.6 * x + waves[at + 1] * 0.6 * y + waves[at + 2] * 6.28;
          pixels[to] += (2 / fixture.waves) * Math.sin(angle);
        }
      }
    }
  }
  return pixels;
}

export function batchOf(geometry: FullGeometry, step: number): Batch {
  const count = fixture.batch;
  const numbers = geometry.channels * fixture.waves * 3;
  const [waves] = torchRand(step, count * numbers);
  const patches = patchCount(geometry);
  const [noise] = torchRand(1000 + step, count * patches);
  const keep = lenKeep(patches, fixture.ratio);
  return shuffled(
    Array.from({ length: count }, (_, i) => ({
      patches: patchify(image(geometry, waves.subarray(i * numbers, (i + 1) * numbers)), geometry),
      plan: keepLeast(noise.subarray(i * patches, (i + 1) * patches), keep),
    })),
    patchDim(geometry),
  );
}
