import { beforeEach, expect, test, vi } from 'vitest';
import type { StoreApi } from 'zustand/vanilla';
import { interpolate } from '../../../mae/harmonic';
import { createPlayground } from '../../../store/createPlayground';
import { isSettled, type Playground } from '../../../store/playground';
import { samples } from '../../../store/samples';
import { Lab, model, otherModel, ToyInterpolator } from '../../../test/toy';
import { spell } from '../../../words/say';
import { createFillings, type Fillings } from './fillings';
import { createSeries, type Series } from './series';

/** A picture that no ramp explains. */
const uneven = {
  width: 8,
  height: 8,
  data: Uint8ClampedArray.from({ length: 256 }, (_, i) => (i % 4 === 3 ? 255 : (i * 37) % 256)),
};

/** Answers at once, unless a test holds the queue back. */
let lab: Lab;
let interpolator: ToyInterpolator;
let playground: StoreApi<Playground>;
let series: StoreApi<Series>;
let fillings: StoreApi<Fillings>;

beforeEach(async () => {
  lab = new Lab();
  lab.answersPage = lab.answersQueue = true;
  interpolator = new ToyInterpolator();
  const world = { engine: lab.engine, samples, fetchPhoto: async () => uneven };
  playground = createPlayground({
    ...world,
    models: [model, otherModel({ target: 'features' })],
    decodePhoto: async () => uneven,
    openModel: async () => model,
    filesOfOpened: () => undefined,
  });
  series = createSeries({ ...world, playground });
  fillings = createFillings(series, { playground, interpolator });
  await vi.waitFor(() => expect(isSettled(playground.getState())).toBe(true));
});

const page = () => playground.getState();
const want = (interpolation: boolean) => page().setView({ interpolation });
const scenes = () => series.getState().drawn?.pieces.map(({ scene }) => scene) ?? [];
const drawn = () => vi.waitFor(() => expect(series.getState().status).toBe('done'));

async function open(choice: Parameters<Series['choose']>[0] = {}) {
  series.getState().choose(choice);
  page().setMode('figure');
  await drawn();
}

/** Until each piece that is drawn is filled, and nothing else. */
const filled = () =>
  vi.waitFor(() => {
    expect(series.getState().status).toBe('done');
    expect([...fillings.getState().filled.keys()]).toEqual(scenes());
    expect(fillings.getState().isFilling).toBe(false);
  });

test('nothing is filled until it is wanted and the figure is open', async () => {
  await open();
  page().setMode('explore');
  want(true);
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  expect(interpolator.asked).toHaveLength(0);
});

test('every piece is filled behind its own mask, in their order', async () => {
  want(true);
  await open({ ratios: [0.25, 0.5, 0.75] });
  await filled();
  expect(interpolator.asked).toEqual(scenes());
  for (const scene of scenes()) {
    const { psnr } = interpolate(scene.square, scene.plan.mask, model);
    expect(fillings.getState().filled.get(scene)?.psnr).toBe(psnr);
  }
});

test('wanted later, what is drawn is filled and not drawn anew; wanted again, nothing is made twice', async () => {
  await open();
  const before = series.getState().drawn;
  want(true);
  await filled();
  want(false);
  want(true);
  await filled();
  expect(series.getState().drawn).toBe(before);
  expect(lab.queued).toHaveLength(scenes().length);
  expect(interpolator.asked).toHaveLength(scenes().length);
});

test('one is asked for after the other, and none any more once it is not wanted', async () => {
  await open();
  want(true);
  expect(interpolator.asked).toHaveLength(1);
  want(false);
  expect(fillings.getState().isFilling).toBe(false);
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  expect(interpolator.asked).toHaveLength(1);
});

test('of another figure the pieces are filled as they come, and nothing of the one before is kept', async () => {
  want(true);
  await open();
  await filled();
  const before = scenes();
  lab.answersQueue = false;
  page().setSeed(9);
  expect([...fillings.getState().filled.keys()]).toEqual(before);
  await vi.waitFor(() => expect(lab.queued).toHaveLength(4));
  lab.queued[3].answer();
  await vi.waitFor(() => expect(scenes()).toHaveLength(1));
  await vi.waitFor(() => expect([...fillings.getState().filled.keys()]).toEqual(scenes()));
});

test('a model that predicts nothing has its pictures filled too', async () => {
  want(true);
  page().setModel(page().models[1]);
  await open({ kind: 'ratios' });
  await filled();
  expect(fillings.getState().filled.size).toBe(3);
});

test('what cannot be filled is said once, and tried again when it is wanted anew', async () => {
  await open();
  interpolator.failure = new Error('the thread is gone');
  want(true);
  await vi.waitFor(() =>
    expect(spell(page().problem ?? '')).toBe('The interpolation could not be made: the thread is gone.'),
  );
  expect(fillings.getState().isFilling).toBe(false);
  expect(interpolator.asked).toHaveLength(1);
  interpolator.failure = undefined;
  want(false);
  want(true);
  await filled();
});
