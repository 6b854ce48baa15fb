import { expect, test, vi } from 'vitest';
import { ToyBrowser } from '../../test/tabs';
import type { FromTrainer, RunOptions, ToTrainer } from './protocol';
import type { Thread } from './thread';
import { createTrainer } from './trainer';

class ToyThread extends EventTarget implements Thread {
  readonly received: ToTrainer[] = [];
  terminated = false;
  postMessage(message: ToTrainer): void {
    this.received.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  says(data: FromTrainer): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

function begun() {
  const thread = new ToyThread();
  const itself = new ToyBrowser().openTab();
  const heard: FromTrainer[] = [];
  const spawn = (name: string): Thread => {
    void itself.locks.take(name);
    return thread;
  };
  const trainer = createTrainer(spawn, itself.locks);
  const training = trainer.train({ steps: 1 } as RunOptions, [], (event) => heard.push(event));
  return { thread, heard, training, itself };
}

const step = { type: 'step', step: 1, loss: 1, rate: 1, ms: 1 } as const;

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
  thread.says(step);
  expect(heard).toEqual([last]);
  expect(thread.received).toHaveLength(1);
});

test.each([
  ['cannot be fetched', new Event('error'), { key: 'inference.partNotStarted' }],
  [
    'breaks off',
    Object.assign(new Event('error'), { message: 'Uncaught RuntimeError: unreachable' }),
    { key: 'inference.brokeOff', values: { words: expect.stringContaining('RuntimeError: unreachable') } },
  ],
  [
    'has no memory',
    Object.assign(new Event('error'), { message: 'Uncaught RangeError: Array buffer allocation failed' }),
    { key: 'training.noMemory' },
  ],
  ['cannot be understood', new Event('messageerror'), { key: 'training.notHeard' }],
])('a run fails whose thread %s', (_, event, why) => {
  const { thread, heard } = begun();
  thread.dispatchEvent(event);
  expect(heard).toEqual([{ type: 'failed', why }]);
  expect(thread.terminated).toBe(true);
});

test('a run fails whose thread ends without a word', async () => {
  const { thread, heard, itself } = begun();
  thread.says(step);
  itself.close();
  await vi.waitFor(() =>
    expect(heard).toEqual([step, { type: 'failed', why: { key: 'training.threadEnded' } }]),
  );
});

test('nothing is heard of a run that was released', () => {
  const { thread, heard, training } = begun();
  training.release();
  thread.says(step);
  expect(heard).toEqual([]);
  expect(thread.terminated).toBe(true);
});
