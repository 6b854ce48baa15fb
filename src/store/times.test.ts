import { expect, test } from 'vitest';
import type { Scene } from '../runtime/inference/scene';
import { model } from '../test/toy';
import { measureTimes, RATIOS, type Times } from './times';

const square = { width: 8, height: 8, data: new Uint8ClampedArray(256).fill(255) };
const masking = { strategy: 'random', ratio: 0.5, seed: 0 } as const;
const scene = { model, square } as unknown as Scene;

test('of several runs the least time of each half counts, ratio by ratio', async () => {
  let run = 0;
  const seen: (readonly Times[])[] = [];
  await measureTimes(
    { scene, masking },
    {
      enqueue: async ({ plan }) => {
        run++;
        return { encoderMs: plan.idsKeep.length + (run % 3), decoderMs: 7 + (run % 2) } as never;
      },
    },
    (times) => seen.push(times),
    new AbortController().signal,
  );
  expect(seen.map((times) => times.length)).toEqual(RATIOS.map((_, i) => i + 1));
  const last = seen.at(-1) ?? [];
  expect(last.map(({ ratio }) => ratio)).toEqual(RATIOS);
  expect(last.every(({ decoderMs }) => decoderMs === 7)).toBe(true);
  expect(last[0].encoderMs).toBe(16);
});

test('nobody who has left is told any more', async () => {
  const stopping = new AbortController();
  const told: unknown[] = [];
  await expect(
    measureTimes(
      { scene, masking },
      {
        enqueue: async () => {
          stopping.abort();
          return { encoderMs: 1, decoderMs: 1 } as never;
        },
      },
      (times) => told.push(times),
      stopping.signal,
    ),
  ).rejects.toThrow();
  expect(told).toEqual([]);
});
