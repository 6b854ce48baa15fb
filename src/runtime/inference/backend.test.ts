import { expect, test } from 'vitest';
import { spell } from '../../words/say';
import { type Attempt, type BackendChoice, planAttempts } from './backend';
import { type Gpu, NO_GPU, noGpu } from './gpu';

const small = { numbers: 1e6, largest: 1e5 };
/** With their reasons as they are said. */
const told = (all: readonly Attempt[]) => all.map((one) => ({ ...one, reason: spell(one.reason) }));
const attempts = (choice: BackendChoice, kind: Gpu['kind'], failure?: string, threads = 1) => {
  const gpu = kind === 'none' ? NO_GPU : { ...NO_GPU, kind, maxBuffer: 2 ** 27 };
  return told(planAttempts(choice, { gpu, threads }, small, failure));
};
const backends = (...args: Parameters<typeof attempts>) => attempts(...args).map(({ backend }) => backend);

test('a real GPU is tried first, WebAssembly after it', () => {
  expect(backends('auto', 'hardware')).toEqual(['webgpu', 'wasm']);
});

test('a software GPU is left alone unless it is asked for', () => {
  expect(backends('auto', 'software')).toEqual(['wasm']);
  expect(backends('webgpu', 'software')).toEqual(['webgpu', 'wasm']);
});

test('without a GPU even a wish for one ends at WebAssembly, and says why', () => {
  expect(attempts('webgpu', 'none')).toEqual([
    { backend: 'wasm', threads: 1, reason: 'this browser offers no WebGPU' },
  ]);
  const asked = planAttempts('auto', { gpu: noGpu('nobody answered'), threads: 1 }, small);
  expect(told(asked)).toEqual([{ backend: 'wasm', threads: 1, reason: 'nobody answered' }]);
});

test('a GPU that has failed is not tried again by itself, but is when asked for', () => {
  expect(attempts('auto', 'hardware', 'device lost')).toEqual([
    { backend: 'wasm', threads: 1, reason: 'WebGPU failed: device lost' },
  ]);
  expect(backends('webgpu', 'hardware', 'device lost')).toEqual(['webgpu', 'wasm']);
});

test('whoever chooses WebAssembly gets just that', () => {
  expect(backends('wasm', 'hardware')).toEqual(['wasm']);
});

test('a backend that cannot hold the model is listed with its obstacle', () => {
  const gpu = { ...NO_GPU, kind: 'hardware', maxBuffer: 2 ** 27 } as const;
  const [first, second] = planAttempts('auto', { gpu, threads: 4 }, { numbers: 1e9, largest: 1e8 });
  expect(spell(first.obstacle ?? '')).toContain('its largest tensor takes 400 MB');
  expect(spell(second.obstacle ?? '')).toContain('it takes about 5.0 GB of memory');
});

test('where WebAssembly can have several threads, one alone is what is tried last', () => {
  expect(
    attempts('auto', 'hardware', undefined, 4).map(({ backend, threads }) => [backend, threads]),
  ).toEqual([
    ['webgpu', 1],
    ['wasm', 4],
    ['wasm', 1],
  ]);
});

test('a browser without WebAssembly is told from one without memory', () => {
  const [only, ...others] = planAttempts('auto', { gpu: NO_GPU, threads: 0 }, small);
  expect(spell(only.obstacle ?? '')).toMatch(/^this browser runs no WebAssembly; .*Lockdown Mode/);
  expect(others).toEqual([]);
});
