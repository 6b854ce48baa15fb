import { expect, test } from 'vitest';
import { type BackendChoice, type Gpu, NO_GPU, planAttempts } from './backend';

const attempts = (choice: BackendChoice, kind: Gpu['kind'], failure?: string) =>
  planAttempts(choice, { ...NO_GPU, kind }, failure);
const backends = (...args: Parameters<typeof attempts>) => attempts(...args).map(({ backend }) => backend);

test('a real GPU is tried first, WebAssembly after it', () => {
  expect(backends('auto', 'hardware')).toEqual(['webgpu', 'wasm']);
});

test('a software GPU is left alone unless it is asked for', () => {
  expect(backends('auto', 'software')).toEqual(['wasm']);
  expect(backends('webgpu', 'software')).toEqual(['webgpu', 'wasm']);
});

test('without a GPU even a wish for one ends at WebAssembly, and says why', () => {
  expect(attempts('webgpu', 'none')).toEqual([{ backend: 'wasm', reason: 'this browser offers no WebGPU' }]);
});

test('a GPU that has failed is not tried again by itself, but is when asked for', () => {
  expect(attempts('auto', 'hardware', 'device lost')).toEqual([
    { backend: 'wasm', reason: 'WebGPU failed: device lost' },
  ]);
  expect(backends('webgpu', 'hardware', 'device lost')).toEqual(['webgpu', 'wasm']);
});

test('whoever chooses WebAssembly gets just that', () => {
  expect(backends('wasm', 'hardware')).toEqual(['wasm']);
});
