import { expect, test } from 'vitest';
import type { FromTrainer, RunOptions, ToTrainer } from './protocol';
import { createTrainer, type WorkerLike } from './trainer';

class Thread implements WorkerLike {
  readonly received: ToTrainer[] = [];
  terminated = false;
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  postMessage(message: ToTrainer): void {
    this.received.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  says(data: FromTrainer): void {
    this.onmessage?.call(this as unknown as Worker, { data } as MessageEvent);
  }
  breaks(): void {
    this.onerror?.call(this as unknown as Worker, {} as ErrorEvent);
  }
}

function begun() {
  const thread = new Thread();
  const heard: FromTrainer[] = [];
  const trainer = createTrainer(() => thread);
  const training = trainer.train({ steps: 1 } as RunOptions, [], (event) => heard.push(event));
  return { thread, heard, training };
}

test('a run is started, and told what it is to do', () => {
  const { thread, training } = begun();
  training.pause();
  training.setLearningRate(0.5);
  training.goOn();
  training.askPreview();
  training.askCheckpoint();
  training.stop();
  expect(thread.received.map(({ type }) => type)).toEqual([
    'start',
    'pause',
    'setLearningRate',
    'goOn',
    'askPreview',
    'askCheckpoint',
    'stop',
  ]);
  expect(thread.terminated).toBe(false);
});

test.each([
  { type: 'ended', step: 1 },
  { type: 'failed', why: { key: 'inference.noMemory' } },
] as const)('the thread is given up when its run is over: $type', (last) => {
  const { thread, heard, training } = begun();
  thread.says(last);
  expect(thread.terminated).toBe(true);
  training.stop();
  thread.says({ type: 'step', step: 1, loss: 1, rate: 1, ms: 1 });
  expect(heard).toEqual([last]);
  expect(thread.received).toHaveLength(1);
});

test('a thread that breaks is a run that failed', () => {
  const { thread, heard } = begun();
  thread.breaks();
  expect(heard).toEqual([{ type: 'failed', why: { key: 'inference.partNotStarted' } }]);
  expect(thread.terminated).toBe(true);
});

test('nothing is heard of a run that was released', () => {
  const { thread, heard, training } = begun();
  training.release();
  thread.says({ type: 'step', step: 1, loss: 1, rate: 1, ms: 1 });
  expect(heard).toEqual([]);
  expect(thread.terminated).toBe(true);
});
