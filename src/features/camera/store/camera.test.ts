import { beforeEach, expect, test, vi } from 'vitest';
import type { StoreApi } from 'zustand/vanilla';
import { Sentence } from '../../../runtime/message';
import { createPlayground } from '../../../store/createPlayground';
import { isSettled, type Playground } from '../../../store/playground';
import { samples } from '../../../store/samples';
import { Lab, model } from '../../../test/toy';
import { said } from '../../../words/said';
import { spell } from '../../../words/say';
import { type CameraState, createCamera } from './camera';

/** A picture of one colour, another one each time. */
const colour = (level: number) => ({ width: 8, height: 8, data: new Uint8ClampedArray(256).fill(level) });

let playground: StoreApi<Playground>;
let camera: StoreApi<CameraState>;
let closed: number;
let refusal: Error | undefined;
let unplug: () => void;
let level: number;

beforeEach(async () => {
  const lab = new Lab();
  lab.answersPage = true;
  closed = level = 0;
  refusal = undefined;
  playground = createPlayground({
    engine: lab.engine,
    models: [model],
    samples,
    decodePhoto: async () => colour(255),
    openModel: async () => model,
    filesOfOpened: () => undefined,
    fetchPhoto: async () => colour(255),
  });
  camera = createCamera({
    playground,
    open: async (onEnd) => {
      if (refusal) throw refusal;
      unplug = onEnd;
      return {
        stream: {} as MediaStream,
        grab: () => colour(++level % 256),
        close: () => {
          closed++;
        },
      };
    },
    frame: () => new Promise((resolve) => setTimeout(resolve)),
    titleOf: (number) => `Picture ${number}`,
  });
  await vi.waitFor(() => expect(isSettled(playground.getState())).toBe(true));
});

const page = () => playground.getState();
const state = () => camera.getState();

test('a picture that is taken is kept as a photograph of the person’s own', async () => {
  await state().start();
  expect(state().state).toBe('on');
  state().shoot();
  state().shoot();
  expect(page().own.map(({ title }) => title)).toEqual(['Picture 2', 'Picture 1']);
  expect(page().photo?.own).toBe(page().own[0].own);
});

test('live, one picture follows the other, and the last one stays when it ends', async () => {
  await state().start();
  state().setLive(true);
  await vi.waitFor(() => expect(page().photo?.own).toBeDefined());
  const first = page().photo?.raster;
  await vi.waitFor(() => expect(page().photo?.raster).not.toBe(first));
  expect(page().own).toEqual([]);
  state().setLive(false);
  expect(page().own).toHaveLength(1);
  expect(page().photo?.own).toBe(page().own[0].own);
  expect(state().state).toBe('on');
});

test('it is released when it is turned off, unplugged, or left for another photograph', async () => {
  await state().start();
  state().stop();
  expect(closed).toBe(1);
  await state().start();
  unplug();
  expect(closed).toBe(2);
  expect(state().state).toBe('off');
  await state().start();
  state().setLive(true);
  await vi.waitFor(() => expect(page().photo?.own).toBeDefined());
  await page().chooseSample(samples[2]);
  expect(closed).toBe(3);
  expect(state()).toMatchObject({ state: 'off', isLive: false });
  expect(page().photo?.sample).toBe(samples[2]);
});

test('a refusal is said, and everything stays', async () => {
  refusal = new Sentence(said('camera.none'));
  const { photo } = page();
  await state().start();
  expect(state().state).toBe('off');
  expect(spell(page().problem ?? '')).toContain('No camera was found');
  expect(page().photo).toBe(photo);
});

test('who gives up while the browser still asks gets no camera', async () => {
  const coming = state().start();
  state().stop();
  await coming;
  expect(closed).toBe(1);
  expect(state().state).toBe('off');
});
