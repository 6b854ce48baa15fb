import { expect, test } from 'vitest';
import { planAttempts } from './backend';

const none = new Map();
const backends = (...args: Parameters<typeof planAttempts>) =>
  planAttempts(...args).map(({ backend }) => backend);

test('a real GPU is tried first, WebAssembly after it', () => {
  expect(backends('auto', 'hardware', none)).toEqual(['webgpu', 'wasm']);
});

test('a software GPU is left alone unless it is asked for', () => {
  expect(backends('auto', 'software', none)).toEqual(['wasm']);
  expect(backends('webgpu', 'software', none)).toEqual(['webgpu', 'wasm']);
});

test('without a GPU even a wish for one ends at WebAssembly, and says why', () => {
  expect(planAttempts('webgpu', 'none', none)).toEqual([
    { backend: 'wasm', reason: 'this browser offers no WebGPU' },
  ]);
});

test('a GPU that has failed is not tried again by itself, but is when asked for', () => {
  const failures = new Map([['webgpu', 'WebGPU failed: device lost'] as const]);
  expect(planAttempts('auto', 'hardware', failures)).toEqual([
    { backend: 'wasm', reason: 'WebGPU failed: device lost' },
  ]);
  expect(backends('webgpu', 'hardware', failures)).toEqual(['webgpu', 'wasm']);
});

test('whoever chooses WebAssembly gets just that', () => {
  expect(backends('wasm', 'hardware', none)).toEqual(['wasm']);
});
