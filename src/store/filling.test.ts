import { beforeEach, expect, test, vi } from 'vitest';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Scene } from '../runtime/inference/scene';
import { Lab, model, ToyInterpolator } from '../test/toy';
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

let interpolator: ToyInterpolator;
let playground: StoreApi<Playground>;
let filling: StoreApi<Filling>;

beforeEach(async () => {
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
  interpolator = new ToyInterpolator();
  filling = createFilling(playground, interpolator);
  await vi.waitFor(() => expect(isSettled(playground.getState())).toBe(true));
});

const page = () => playground.getState();
const filled = () => filling.getState().filled;

test('nothing is filled until somebody wants it, nor after the last has left', async () => {
  page().setRatio(0.5);
  expect(interpolator.asked).toHaveLength(0);
  const [leave, leaveToo] = [filling.getState().want(), filling.getState().want()];
  await vi.waitFor(() => expect(filled()?.scene).toBe(page().scene));
  expect(interpolator.asked).toHaveLength(1);
  leave();
  page().setRatio(0.25);
  await vi.waitFor(() => expect(filled()?.scene).toBe(page().scene));
  leaveToo();
  page().setRatio(0.75);
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  expect(interpolator.asked).toHaveLength(2);
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
  interpolator.failure = new Error('the thread is gone');
  page().setSeed(9);
  await vi.waitFor(() =>
    expect(spell(page().problem ?? '')).toBe('The interpolation could not be made: the thread is gone.'),
  );
  expect(filled()).toBe(before);
});

test('another store’s scene is filled when that store has a new one, whatever the page has', async () => {
  const source = createStore<{ scene?: Scene }>(() => ({}));
  const beside = createFilling(playground, interpolator, source);
  beside.getState().want();
  page().setRatio(0.5);
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  expect(interpolator.asked).toHaveLength(0);
  const { scene } = page();
  source.setState({ scene });
  await vi.waitFor(() => expect(beside.getState().filled?.scene).toBe(scene));
  expect(interpolator.asked).toEqual([scene]);
});
