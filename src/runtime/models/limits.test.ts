import { expect, test } from 'vitest';
import { squareGeometry } from '../../test/square';
import { spell } from '../../words/say';
import { NO_GPU } from '../inference/gpu';
import { gpuProblem, memoryFor, needsOf, wasmProblem } from './limits';

const decoder = { width: 512, depth: 8, heads: 16, mlp: 2048 };
const published = [
  { name: 'base', patchSize: 16, width: 768, depth: 12, heads: 12, millions: 111.9 },
  { name: 'large', patchSize: 16, width: 1024, depth: 24, heads: 16, millions: 329.5 },
  { name: 'huge', patchSize: 14, width: 1280, depth: 32, heads: 16, millions: 657.1 },
].map(({ name, patchSize, millions, ...stack }) => {
  const encoder = { ...stack, mlp: stack.width * 4 };
  return {
    name,
    millions,
    geometry: { ...squareGeometry(224, patchSize), encoder, decoder, layerNormEps: 1e-12 },
  };
});
/** The least that WebGPU promises. */
const SMALL_GPU = { kind: 'hardware', halfPrecision: false, maxBuffer: 128 * 2 ** 20 } as const;

test.each(published)(
  'MAE-$name has as many numbers as its paper says, positions aside',
  ({ geometry, millions }) => {
    const positions = (224 / geometry.patchSize) ** 2 + 1;
    const fixed = positions * (geometry.encoder.width + decoder.width);
    expect((needsOf(geometry).numbers - fixed) / 1e6).toBeCloseTo(millions, 0);
  },
);

test.each(published)('MAE-$name fits WebAssembly and the smallest GPU, by count', ({ geometry }) => {
  const needs = needsOf(geometry);
  expect(wasmProblem(needs)).toBeUndefined();
  expect(gpuProblem(needs, SMALL_GPU)).toBeUndefined();
});

test('half precision takes half the memory', () => {
  const needs = { numbers: 1e9 };
  expect(memoryFor(needs, 'float32')).toBe(2 * memoryFor(needs, 'float16'));
});

test('what is too large is said in numbers; what is not known is not held against a model', () => {
  expect(spell(wasmProblem({ numbers: 1e9 }) ?? '')).toBe(
    'it takes about 5.0 GB of memory, and WebAssembly can have 4.3 GB',
  );
  expect(spell(gpuProblem({ numbers: 1e9, largest: 1e8 }, SMALL_GPU) ?? '')).toContain('400 MB');
  expect(gpuProblem({ numbers: 1e9 }, SMALL_GPU)).toBeUndefined();
  expect(gpuProblem({ numbers: 1e9, largest: 1e9 }, NO_GPU)).toBeUndefined();
});
