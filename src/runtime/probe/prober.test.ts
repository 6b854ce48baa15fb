import { beforeEach, expect, test } from 'vitest';
import { Sentence } from '../message';
import { learn, type WorkerLike } from './prober';
import type { FromProbe, Learned, ToProbe } from './protocol';

/** A thread that answers when the test says so. */
class Thread implements WorkerLike {
  readonly received: ToProbe[] = [];
  terminated = false;
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  postMessage(message: ToProbe): void {
    this.received.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  says(data: FromProbe): void {
    this.onmessage?.call(this as unknown as Worker, { data } as MessageEvent);
  }
  breaks(): void {
    this.onerror?.call(this as unknown as Worker, {} as ErrorEvent);
  }
}

const question = {} as ToProbe;
const learned = {} as Learned;
let thread: Thread;
let shares: number[];
let stopping: AbortController;
const begin = () =>
  learn(
    question,
    (share) => shares.push(share),
    stopping.signal,
    () => thread,
  );

beforeEach(() => {
  thread = new Thread();
  shares = [];
  stopping = new AbortController();
});

test('a thread tells how far it is, and ends with what it has learned', async () => {
  const found = begin();
  expect(thread.received).toEqual([question]);
  thread.says({ type: 'progress', share: 0.5 });
  thread.says({ type: 'learned', learned });
  expect(await found).toBe(learned);
  expect(shares).toEqual([0.5]);
  expect(thread.terminated).toBe(true);
});

test('what nobody wants any more ends at once', async () => {
  const found = begin();
  stopping.abort(new Error('enough'));
  await expect(found).rejects.toThrow('enough');
  expect(thread.terminated).toBe(true);
});

test('what nobody wants from the beginning is not begun', async () => {
  stopping.abort(new Error('enough'));
  await expect(begin()).rejects.toThrow('enough');
  expect(thread.received).toEqual([]);
});

test('a thread that breaks is said', async () => {
  const found = begin();
  thread.breaks();
  await expect(found).rejects.toBeInstanceOf(Sentence);
  expect(thread.terminated).toBe(true);
});
