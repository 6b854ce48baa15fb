import { beforeEach, expect, test, vi } from 'vitest';
import type { StoreApi } from 'zustand/vanilla';
import { interpolate } from '../../../mae/harmonic';
import { meanColourPsnr } from '../../../mae/meanColour';
import { createPlayground } from '../../../store/createPlayground';
import { planFor } from '../../../store/masking';
import { isSettled, type Playground } from '../../../store/playground';
import { samples } from '../../../store/samples';
import { Lab, model, otherModel, ToyInterpolator } from '../../../test/toy';
import { spell } from '../../../words/say';
import { RATIOS } from './curve';
import { createInterpolation, type Interpolation } from './interpolation';

const encoderOnly = otherModel({ target: 'features' });

/** A picture that no ramp explains. */
const uneven = {
  width: 8,
  height: 8,
  data: Uint8ClampedArray.from({ length: 256 }, (_, i) => (i % 4 === 3 ? 255 : (i * 37) % 256)),
};

let lab: Lab;
let interpolator: ToyInterpolator;
let playground: StoreApi<Playground>;
let interpolation: StoreApi<Interpolation>;

beforeEach(async () => {
  lab = new Lab();
  lab.answersPage = lab.answersQueue = true;
  interpolator = new ToyInterpolator();
  playground = createPlayground({
    engine: lab.engine,
    models: [model, encoderOnly],
    samples,
    decodePhoto: async () => uneven,
    openModel: async () => model,
    filesOfOpened: () => undefined,
    fetchPhoto: async () => uneven,
  });
  interpolation = createInterpolation({ playground, engine: lab.engine, interpolator });
  await vi.waitFor(() => expect(isSettled(playground.getState())).toBe(true));
});

const page = () => playground.getState();
const state = () => interpolation.getState();
const complete = () =>
  vi.waitFor(() => {
    expect(state().points).toHaveLength(RATIOS.length);
    expect(state().isDrawing).toBe(false);
  });

test('nothing is computed until the mode is opened, nor after it is left', async () => {
  page().setRatio(0.5);
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  expect(interpolator.asked).toHaveLength(0);
  expect(lab.queued).toHaveLength(0);
  lab.answersQueue = false;
  page().setMode('interpolation');
  await vi.waitFor(() => expect(lab.queued).toHaveLength(1));
  expect(state().isDrawing).toBe(true);
  page().setMode('explore');
  expect(state().isDrawing).toBe(false);
  lab.queued[0].answer();
  page().setRatio(0.25);
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  expect(lab.queued).toHaveLength(1);
});

test('the curve has each ratio once, in order, with what network, interpolation and one colour come to behind that mask', async () => {
  page().setMode('interpolation');
  await complete();
  const ratios = state().points.map(({ ratio }) => ratio);
  expect(ratios).toEqual([...RATIOS].sort((a, b) => a - b));
  for (const { ratio, network, interpolation: smooth, oneColour } of state().points) {
    const { mask } = planFor({ ...page().masking, ratio }, model.geometry);
    const asked = lab.queued.find(({ message }) => message.plan.mask.every((value, i) => value === mask[i]));
    expect(asked, `a reconstruction at ${ratio}`).toBeDefined();
    if (!mask.includes(1)) continue;
    expect(network).toBeGreaterThan(0);
    expect(smooth).toBe(interpolate(uneven, mask, model).psnr);
    expect(oneColour).toBe(meanColourPsnr(uneven, mask, model.geometry));
  }
});

test('the slider leaves the curve as it is; a seed, a photograph and a strategy draw it anew', async () => {
  page().setMode('interpolation');
  await complete();
  const before = state().points;
  page().setRatio(0.3);
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  expect(state().points).toBe(before);
  for (const change of [() => page().setSeed(7), () => page().setStrategy('block')]) {
    const drawn = state().points;
    change();
    await vi.waitFor(() => expect(state().points).not.toBe(drawn));
    await complete();
  }
});

test('a curve that is overtaken by a change goes no further', async () => {
  lab.answersQueue = false;
  page().setMode('interpolation');
  await vi.waitFor(() => expect(lab.queued).toHaveLength(1));
  page().setSeed(3);
  lab.queued[0].answer();
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  lab.answersQueue = true;
  await vi.waitFor(() => expect(lab.queued.length).toBeGreaterThan(1));
  lab.queued[1].answer();
  await complete();
  expect(lab.queued).toHaveLength(1 + RATIOS.length);
});

test('a file without a decoder has no curve', async () => {
  page().setMode('interpolation');
  page().setModel(encoderOnly);
  await vi.waitFor(() => expect(page().scene?.model).toBe(encoderOnly));
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  expect(state().isDrawing).toBe(false);
  expect(state().points).toHaveLength(0);
});

test('what cannot be made is said, and what was there stays', async () => {
  page().setMode('interpolation');
  await complete();
  const { points } = state();
  interpolator.failure = new Error('a part of the page could not be started');
  page().setSeed(9);
  await vi.waitFor(() =>
    expect(spell(page().problem ?? '')).toContain(
      'The interpolation could not be made: a part of the page could not be started.',
    ),
  );
  expect(state().points).toBe(points);
  expect(state().isDrawing).toBe(false);
});
