import { beforeEach, expect, test, vi } from 'vitest';
import type { StoreApi } from 'zustand/vanilla';
import { interpolate } from '../mae/harmonic';
import type { Scene } from '../runtime/inference/scene';
import { Lab, model } from '../test/toy';
import { spell } from '../words/say';
import { createPlayground } from './createPlayground';
import { createFilling, type Filling } from './filling';
import { planFor } from './masking';
import { isSettled, type Playground } from './playground';
import { samples } from './samples';

/** A picture that no ramp explains. */
const uneven = {
  width: 8,
  height: 8,
  data: Uint8ClampedArray.from({ length: 256 }, (_, i) => (i % 4 === 3 ? 255 : (i * 37) % 256)),
};

let asked: Scene[];
let failure: Error | undefined;
let playground: StoreApi<Playground>;
let filling: StoreApi<Filling>;

beforeEach(async () => {
  asked = [];
  failure = undefined;
  const lab = new Lab();
  lab.answersPage = true;
  playground = createPlayground({
    engine: lab.engine,
    models: [model],
    samples,
    decodePhoto: async () => uneven,
    openModel: async () => model,
    filesOfOpened: () => undefined,
    fetchPhoto: async () => uneven,
  });
  filling = createFilling(playground, {
    fill: async (scene, signal) => {
      asked.push(scene);
      await Promise.resolve();
      signal.throwIfAborted();
      if (failure) throw failure;
      return interpolate(scene.square, scene.plan.mask, scene.model);
    },
  });
  await vi.waitFor(() => expect(isSettled(playground.getState())).toBe(true));
});

const page = () => playground.getState();
const filled = () => filling.getState().filled;

test('nothing is filled until somebody wants it, nor after the last has left', async () => {
  page().setRatio(0.5);
  expect(asked).toHaveLength(0);
  const [leave, leaveToo] = [filling.getState().want(), filling.getState().want()];
  await vi.waitFor(() => expect(filled()?.scene).toBe(page().scene));
  expect(asked).toHaveLength(1);
  leave();
  page().setRatio(0.25);
  await vi.waitFor(() => expect(filled()?.scene).toBe(page().scene));
  leaveToo();
  page().setRatio(0.75);
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  expect(asked).toHaveLength(2);
});

test('the page’s picture is filled behind the page’s mask, and again when the mask changes', async () => {
  filling.getState().want();
  for (const ratio of [0.75, 0.5]) {
    page().setRatio(ratio);
    await vi.waitFor(() => expect(filled()?.scene).toBe(page().scene));
    expect(filled()?.scene.plan.mask).toEqual(planFor(page().masking, model.geometry).mask);
    expect(filled()?.psnr).toBeGreaterThan(0);
  }
});

test('what cannot be filled is said, and what was there stays', async () => {
  filling.getState().want();
  await vi.waitFor(() => expect(filled()?.scene).toBe(page().scene));
  const before = filled();
  failure = new Error('the thread is gone');
  page().setSeed(9);
  await vi.waitFor(() =>
    expect(spell(page().problem ?? '')).toBe('The interpolation could not be made: the thread is gone.'),
  );
  expect(filled()).toBe(before);
});
