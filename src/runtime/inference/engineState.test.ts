/** Every state against every event. */
import { expect, test } from 'vitest';
import { model } from '../../test/toy';
import type { Attempt } from './backend';
import { type EngineEvent, type EngineState, IDLE, newProblem, transition } from './engineState';

const order = { model, choice: 'webgpu' } as const;
const gpu: Attempt = { backend: 'webgpu', reason: 'as chosen' };
const cpu: Attempt = { backend: 'wasm', reason: 'WebGPU does not work here' };
const facts = { threads: 2, precision: 'float32', selfCheckError: 0 } as const;

const running = (backend: 'webgpu' | 'wasm'): EngineState & { kind: 'running' } => ({
  kind: 'running',
  order,
  running: { backend, reason: 'as chosen', ...facts },
});
const loading = (attempt: Attempt, rest: readonly Attempt[] = []): EngineState & { kind: 'loading' } => ({
  kind: 'loading',
  order,
  attempt,
  rest,
  received: 0,
  total: 0,
});

const states: Record<string, EngineState> = {
  idle: IDLE,
  probing: { kind: 'probing', order },
  'loading on the GPU': loading(gpu, [cpu]),
  'loading on WebAssembly': loading(cpu),
  'running on the GPU': running('webgpu'),
  'running on WebAssembly': running('wasm'),
  failed: { kind: 'failed', order, problem: 'Toy cannot run here: no.' },
};
const events: Record<string, EngineEvent> = {
  load: { type: 'load', order: { model, choice: 'auto' } },
  release: { type: 'release' },
  probed: { type: 'probed', attempts: [gpu, cpu] },
  progress: { type: 'progress', received: 5, total: 10 },
  loaded: { type: 'loaded', facts },
  'the files fail': { type: 'failed', blame: 'files', message: 'no file' },
  'the backend fails the page': { type: 'failed', blame: 'backend', message: 'lost', asker: 'page' },
  'the backend fails the queue': { type: 'failed', blame: 'backend', message: 'lost', asker: 'queue' },
};

/** Where each event leads from each state; what is not here leaves it as it is. */
const ways: Record<string, Record<string, string>> = {
  idle: {},
  probing: { probed: 'loading webgpu' },
  'loading on the GPU': {
    progress: 'loading webgpu',
    loaded: 'running webgpu',
    'the files fail': 'failed',
    'the backend fails the page': 'loading wasm',
    'the backend fails the queue': 'loading wasm',
  },
  'loading on WebAssembly': {
    progress: 'loading wasm',
    loaded: 'running wasm',
    'the files fail': 'failed',
    'the backend fails the page': 'failed',
    'the backend fails the queue': 'failed',
  },
  'running on the GPU': {
    'the files fail': 'probing',
    'the backend fails the page': 'probing',
    'the backend fails the queue': 'probing',
  },
  'running on WebAssembly': {
    'the files fail': 'failed',
    'the backend fails the page': 'failed',
    'the backend fails the queue': 'probing',
  },
  failed: {},
};

function named(state: EngineState): string {
  if (state.kind === 'loading') return `loading ${state.attempt.backend}`;
  return state.kind === 'running' ? `running ${state.running.backend}` : state.kind;
}

const all = Object.keys(states).flatMap((from) => Object.keys(events).map((event) => [from, event] as const));

test.each(all)('%s, when %s', (from, event) => {
  const before = states[from];
  const after = transition(before, events[event]);
  if (event === 'load') expect(after).toEqual({ kind: 'probing', order: { model, choice: 'auto' } });
  else if (event === 'release') expect(after).toEqual(IDLE);
  else if (ways[from][event]) expect(named(after)).toBe(ways[from][event]);
  else expect(after).toBe(before);
});

test('a state that waits for the person has a sentence for the person', () => {
  for (const [from, event] of all) {
    const after = transition(states[from], events[event]);
    if (after.kind === 'failed') expect(after.problem).toMatch(/^Toy cannot run here: .+\.$/);
  }
});

test('a GPU that breaks is left, which is said until the model runs again', () => {
  const left = transition(running('webgpu'), events['the backend fails the page']);
  const said = 'WebGPU stopped working (lost). The page goes on without it.';
  expect(left).toEqual({ kind: 'probing', order: { model, choice: 'auto' }, problem: said });
  const again = transition(left, { type: 'probed', attempts: [cpu] });
  expect(again).toMatchObject({ kind: 'loading', problem: said });
  expect(newProblem(left, running('webgpu'))).toBe(said);
  expect(newProblem(again, left)).toBeUndefined();
  expect(transition(again, events.loaded)).toEqual({
    kind: 'running',
    order: { model, choice: 'auto' },
    running: { ...cpu, ...facts },
  });
});

test('the next backend knows why the one before was left', () => {
  expect(transition(loading(gpu, [cpu]), events['the backend fails the page'])).toMatchObject({
    attempt: { backend: 'wasm', reason: 'WebGPU failed: lost' },
    rest: [],
  });
});

test('a backend that cannot hold the model is passed over, and where none can, all obstacles are named', () => {
  const small = { ...gpu, obstacle: 'the GPU is small' };
  expect(transition(states.probing, { type: 'probed', attempts: [small, cpu] })).toMatchObject({
    attempt: { backend: 'wasm', reason: 'WebGPU failed: the GPU is small' },
  });
  const full = { ...cpu, obstacle: 'so is the memory' };
  expect(transition(states.probing, { type: 'probed', attempts: [small, full] })).toEqual({
    kind: 'failed',
    order,
    problem: 'Toy cannot run here: WebGPU failed: the GPU is small; so is the memory.',
  });
});
