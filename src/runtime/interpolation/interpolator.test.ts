import { beforeEach, expect, test } from 'vitest';
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

test('scenes are filled one after the other, in one thread, each behind its own mask', async () => {
  const [first, second] = [scene(0.5), scene(0.75)];
  const made = [interpolator.fill(first, going), interpolator.fill(second, going)];
  const [thread] = threads;
  expect(thread.received.map(({ mask }) => mask)).toEqual([first.plan.mask]);
  thread.answer();
  await made[0];
  expect(thread.received.map(({ mask }) => mask)).toEqual([first.plan.mask, second.plan.mask]);
  thread.answer();
  const { picture, psnr } = await made[1];
  expect([...picture.data.slice(0, 4)]).toEqual([100, 100, 100, 255]);
  expect(psnr).toBeGreaterThan(60);
  expect(threads).toHaveLength(1);
});

test('who no longer wants a picture is told at once, and one that waits is not made', async () => {
  const stopping = new AbortController();
  const first = interpolator.fill(scene(0.5), stopping.signal);
  const second = interpolator.fill(scene(0.6), stopping.signal);
  const third = interpolator.fill(scene(0.75), going);
  stopping.abort(new Error('enough'));
  await expect(first).rejects.toThrow('enough');
  await expect(second).rejects.toThrow('enough');
  await expect(interpolator.fill(scene(0.5), stopping.signal)).rejects.toThrow('enough');
  const [thread] = threads;
  thread.answer();
  thread.answer();
  await third;
  expect(thread.received).toHaveLength(2);
});

test('a thread that breaks fails what it was at, and another takes what comes next', async () => {
  const first = interpolator.fill(scene(0.5), going);
  const second = interpolator.fill(scene(0.75), going);
  threads[0].breaks();
  await expect(first).rejects.toThrow('a part of the page could not be started');
  expect(threads[0].terminated).toBe(true);
  threads[1].answer();
  expect((await second).psnr).toBeGreaterThan(60);
});
