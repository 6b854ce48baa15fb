import { beforeEach, expect, test, vi } from 'vitest';
import { interpolate } from '../../mae/harmonic';
import { planMask } from '../../mae/mask';
import { torchRand } from '../../mae/random';
import { model, raster } from '../../test/toy';
import type { Scene } from '../inference/scene';
import { createInterpolator, type Interpolator, type WorkerLike } from './interpolator';
import type { FromInterpolation, ToInterpolation } from './protocol';

/** A thread that answers when the test says so. */
class Thread implements WorkerLike {
  readonly received: ToInterpolation[] = [];
  terminated = false;
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  postMessage(message: ToInterpolation): void {
    this.received.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  answer(): void {
    const { square, mask, model: shape } = this.received.at(-1) as ToInterpolation;
    const data: FromInterpolation = interpolate(square, mask, shape);
    this.onmessage?.call(this as unknown as Worker, { data } as MessageEvent);
  }
  breaks(): void {
    this.onerror?.call(this as unknown as Worker, {} as ErrorEvent);
  }
}

let threads: Thread[];
let interpolator: Interpolator;

beforeEach(() => {
  threads = [];
  interpolator = createInterpolator(() => {
    threads.push(new Thread());
    return threads[threads.length - 1];
  });
});

const scene = (ratio: number): Scene => ({
  model,
  square: raster(100),
  plan: planMask(torchRand(0, 16)[0], ratio),
});
const going = new AbortController().signal;

test('no thread is started before something is asked for', () => {
  expect(threads).toHaveLength(0);
});

/** The thread, once it has been asked for so many scenes. */
const askedFor = (count: number): Promise<Thread> =>
  vi.waitFor(() => {
    const thread = threads.at(-1);
    if (thread?.received.length !== count) throw new Error(`it has not been asked for ${count}`);
    return thread;
  });

test('scenes are filled one after the other, in one thread, each behind its own mask', async () => {
  const [first, second] = [scene(0.5), scene(0.75)];
  const made = [interpolator.fill(first, going), interpolator.fill(second, going)];
  (await askedFor(1)).answer();
  await made[0];
  const thread = await askedFor(2);
  expect(thread.received.map(({ mask }) => mask)).toEqual([first.plan.mask, second.plan.mask]);
  thread.answer();
  const { picture, psnr } = await made[1];
  expect([...picture.data.slice(0, 4)]).toEqual([100, 100, 100, 255]);
  expect(psnr).toBeGreaterThan(60);
  expect(threads).toHaveLength(1);
});

test('what nobody wants any more when its turn comes is not made', async () => {
  const stopping = new AbortController();
  const first = interpolator.fill(scene(0.5), going);
  const second = interpolator.fill(scene(0.6), stopping.signal);
  const third = interpolator.fill(scene(0.75), going);
  stopping.abort(new Error('enough'));
  const refused = expect(second).rejects.toThrow('enough');
  (await askedFor(1)).answer();
  await first;
  await refused;
  (await askedFor(2)).answer();
  await third;
});

test('a thread that breaks fails what it was at, and another takes what comes next', async () => {
  const first = interpolator.fill(scene(0.5), going);
  const second = interpolator.fill(scene(0.75), going);
  const refused = expect(first).rejects.toThrow('a part of the page could not be started');
  (await askedFor(1)).breaks();
  await refused;
  expect(threads[0].terminated).toBe(true);
  await vi.waitFor(() => expect(threads).toHaveLength(2));
  (await askedFor(1)).answer();
  expect((await second).psnr).toBeGreaterThan(60);
});
