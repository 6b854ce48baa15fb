/** Every state against every event. */
import { expect, test } from 'vitest';
import { model } from '../../test/toy';
import { said } from '../../words/said';
import { say, spell } from '../../words/say';
import type { Attempt } from './backend';
import {
  type EngineEvent,
  type EngineState,
  IDLE,
  isBackendsFault,
  newProblem,
  transition,
} from './engineState';
import type { Stage } from './protocol';
import type { SelfCheck } from './scene';

const order = { model, choice: 'webgpu' } as const;
const gpu: Attempt = { backend: 'webgpu', threads: 1, reason: 'as chosen' };
const cpu: Attempt = { backend: 'wasm', threads: 4, reason: 'WebGPU does not work here' };
const oneThread: Attempt = { ...cpu, threads: 1 };
const facts = { threads: 2, precision: 'float32' } as const;

const running = (
  backend: 'webgpu' | 'wasm',
  changes: { check?: SelfCheck; rest?: readonly Attempt[] } = {},
): EngineState & { kind: 'running' } => ({
  kind: 'running',
  order,
  running: { backend, reason: 'as chosen', ...facts },
  check: 0,
  attempt: backend === 'wasm' ? cpu : gpu,
  rest: [],
  ...changes,
});
const loading = (
  attempt: Attempt,
  rest: readonly Attempt[] = [],
  changes: { stage?: Stage; stalls?: number } = {},
): EngineState & { kind: 'loading' } => ({
  kind: 'loading',
  order,
  attempt,
  rest,
  stage: 'starting',
  stalls: 0,
  received: 0,
  total: 0,
  ...changes,
});

const states: Record<string, EngineState> = {
  idle: IDLE,
  probing: { kind: 'probing', order },
  'loading on the GPU': loading(gpu, [cpu]),
  'loading on WebAssembly': loading(cpu),
  'loading after a standstill': loading(cpu, [oneThread], { stalls: 1 }),
  'fetching after a standstill': loading(cpu, [oneThread], { stage: 'fetching', stalls: 1 }),
  'running on the GPU': running('webgpu'),
  'running on WebAssembly': running('wasm'),
  'running, to be checked': running('wasm', { check: 'coming', rest: [oneThread] }),
  'running, to be checked at last': running('wasm', { check: 'coming' }),
  failed: { kind: 'failed', order, problem: said('inference.cannotRun', { title: 'Toy', why: 'no' }) },
};
const events: Record<string, EngineEvent> = {
  load: { type: 'load', order: { model, choice: 'auto' } },
  release: { type: 'release' },
  probed: { type: 'probed', attempts: [gpu, cpu] },
  stage: { type: 'stage', stage: 'building' },
  progress: { type: 'progress', received: 5, total: 10 },
  loaded: { type: 'loaded', facts, check: 0 },
  checked: { type: 'checked', error: 1e-6 },
  'the files fail': { type: 'failed', blame: 'files', message: 'no file' },
  'the backend fails the page': { type: 'failed', blame: 'backend', message: 'lost', asker: 'page' },
  'the backend fails the queue': { type: 'failed', blame: 'backend', message: 'lost', asker: 'queue' },
  'the page hears nothing': { type: 'stalled', seconds: 20, asker: 'page' },
  'the queue hears nothing': { type: 'stalled', seconds: 20, asker: 'queue' },
};

/** Where each event leads from each state; what is not here leaves it as it is. */
const ways: Record<string, Record<string, string>> = {
  idle: {},
  probing: { probed: 'loading webgpu' },
  'loading on the GPU': {
    stage: 'loading webgpu',
    'the page hears nothing': 'loading webgpu',
    'the queue hears nothing': 'loading webgpu',
    progress: 'loading webgpu',
    loaded: 'running webgpu',
    'the files fail': 'failed',
    'the backend fails the page': 'loading wasm',
    'the backend fails the queue': 'loading wasm',
  },
  'loading on WebAssembly': {
    stage: 'loading wasm',
    'the page hears nothing': 'loading wasm',
    'the queue hears nothing': 'loading wasm',
    progress: 'loading wasm',
    loaded: 'running wasm',
    'the files fail': 'failed',
    'the backend fails the page': 'failed',
    'the backend fails the queue': 'failed',
  },
  'loading after a standstill': {
    stage: 'loading wasm',
    'the page hears nothing': 'loading wasm with one thread',
    'the queue hears nothing': 'loading wasm with one thread',
    progress: 'loading wasm',
    loaded: 'running wasm',
    'the files fail': 'failed',
    'the backend fails the page': 'loading wasm with one thread',
    'the backend fails the queue': 'loading wasm with one thread',
  },
  'fetching after a standstill': {
    stage: 'loading wasm',
    'the page hears nothing': 'failed',
    'the queue hears nothing': 'failed',
    progress: 'loading wasm',
    loaded: 'running wasm',
    'the files fail': 'failed',
    'the backend fails the page': 'loading wasm with one thread',
    'the backend fails the queue': 'loading wasm with one thread',
  },
  'running on the GPU': {
    'the files fail': 'probing',
    'the backend fails the page': 'probing',
    'the backend fails the queue': 'probing',
    'the page hears nothing': 'probing',
    'the queue hears nothing': 'probing',
  },
  'running on WebAssembly': {
    'the files fail': 'failed',
    'the backend fails the page': 'failed',
    'the backend fails the queue': 'probing',
    'the page hears nothing': 'failed',
    'the queue hears nothing': 'probing',
  },
  'running, to be checked': {
    checked: 'running wasm',
    'the files fail': 'loading wasm with one thread',
    'the backend fails the page': 'loading wasm with one thread',
    'the backend fails the queue': 'loading wasm with one thread',
    'the page hears nothing': 'loading wasm with one thread',
    'the queue hears nothing': 'loading wasm with one thread',
  },
  'running, to be checked at last': {
    checked: 'running wasm',
    'the files fail': 'failed',
    'the backend fails the page': 'failed',
    'the backend fails the queue': 'probing',
    'the page hears nothing': 'failed',
    'the queue hears nothing': 'probing',
  },
  failed: {},
};

/** What a state says has gone wrong. */
const problemOf = (state: EngineState): string | undefined =>
  'problem' in state && state.problem ? say(state.problem) : undefined;

/** Why the attempt of a state is made. */
const reasonOf = (state: EngineState): string | undefined =>
  'attempt' in state ? spell(state.attempt.reason) : undefined;

function named(state: EngineState): string {
  if (state.kind === 'loading') {
    const { backend, threads } = state.attempt;
    return `loading ${backend}${backend === 'wasm' && threads === 1 ? ' with one thread' : ''}`;
  }
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
    if (after.kind === 'failed') expect(problemOf(after)).toMatch(/^Toy cannot run here: .+\.$/);
  }
});

test('a GPU that breaks is left, which is said until the model runs again', () => {
  const left = transition(running('webgpu'), events['the backend fails the page']);
  expect(problemOf(left)).toBe('WebGPU stopped working (lost). The page goes on without it.');
  const problem = newProblem(left, running('webgpu'));
  expect(left).toEqual({ kind: 'probing', order: { model, choice: 'auto' }, problem });
  const again = transition(left, { type: 'probed', attempts: [cpu] });
  expect(again).toMatchObject({ kind: 'loading', problem });
  expect(newProblem(again, left)).toBeUndefined();
  expect(transition(again, events.loaded)).toEqual({
    kind: 'running',
    order: { model, choice: 'auto' },
    running: { backend: 'wasm', reason: cpu.reason, ...facts },
    check: 0,
    attempt: cpu,
    rest: [],
  });
});

test('what has drawn before it was checked and does not pass gives way to the next attempt, which knows why', () => {
  const state = running('wasm', { check: 'coming', rest: [oneThread] });
  const failure = { type: 'failed', blame: 'backend', message: 'its numbers are wrong here' } as const;
  const next = transition(state, failure);
  expect(next).toMatchObject({ kind: 'loading', attempt: { threads: 1 } });
  expect(reasonOf(next)).toBe('WebAssembly with 4 threads failed: its numbers are wrong here');
  const passed = transition(state, events.checked) as typeof state;
  expect(passed.check).toBe(1e-6);
  // What was drawn before stays what it is.
  expect(passed.running).toBe(state.running);
});

test('the next backend knows why the one before was left', () => {
  const next = transition(loading(gpu, [cpu]), events['the backend fails the page']);
  expect(next).toMatchObject({ attempt: { backend: 'wasm' }, rest: [] });
  expect(reasonOf(next)).toBe('WebGPU failed: lost');
});

test('a backend that cannot hold the model is passed over, and where none can, all obstacles are named', () => {
  const small = { ...gpu, obstacle: 'the GPU is small' };
  const next = transition(states.probing, { type: 'probed', attempts: [small, cpu] });
  expect(next).toMatchObject({ attempt: { backend: 'wasm' } });
  expect(reasonOf(next)).toBe('WebGPU failed: the GPU is small');
  const full = { ...cpu, obstacle: 'so is the memory' };
  const none = transition(states.probing, { type: 'probed', attempts: [small, full] });
  expect(none).toMatchObject({ kind: 'failed', order });
  expect(problemOf(none)).toBe('Toy cannot run here: WebGPU failed: the GPU is small; so is the memory.');
});

test('what stands still is tried once more, which is said; then with one thread; then it waits for the person', () => {
  const silence: EngineEvent = { type: 'stalled', seconds: 20 };
  const first = loading(cpu, [oneThread]);
  const again = transition(first, silence) as EngineState & { kind: 'loading' };
  expect(again).toMatchObject({ attempt: cpu, stalls: 1 });
  expect(problemOf(again)).toBe(
    'Toy came to a standstill for 20 seconds while it was loading, so the page tries again.',
  );
  // Another attempt to whoever starts workers.
  expect(again.attempt).not.toBe(first.attempt);
  const alone = transition({ ...again, stage: 'starting' }, { ...silence, seconds: 40 });
  expect(alone).toMatchObject({ attempt: { threads: 1 }, stalls: 2 });
  expect(reasonOf(alone)).toBe('WebAssembly with 4 threads failed: it gave no sign of life for 40 seconds');
  const over = transition({ ...(alone as typeof again), stage: 'starting' }, { ...silence, seconds: 80 });
  expect(over.kind).toBe('failed');
  expect(problemOf(over)).toBe('Toy cannot run here: it gave no sign of life for 80 seconds.');
});

test('a network that stands still is the files’ affair, not the backend’s', () => {
  const before = loading(gpu, [cpu], { stage: 'fetching', stalls: 1 });
  const after = transition(before, { type: 'stalled', seconds: 60 });
  expect(problemOf(after)).toBe(
    'Toy cannot run here: nothing has come for 60 seconds; check the connection and try again.',
  );
  expect(isBackendsFault(before, { type: 'stalled', seconds: 60 })).toBe(false);
  expect(isBackendsFault(running('webgpu'), { type: 'stalled', seconds: 60 })).toBe(true);
});
