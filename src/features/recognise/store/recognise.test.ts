import { beforeEach, expect, test, vi } from 'vitest';
import type { StoreApi } from 'zustand/vanilla';
import { leaveOneOut } from '../../../mae/leaveOneOut';
import { fitLogistic } from '../../../mae/logistic';
import { applyStandard, standardOf } from '../../../mae/standardise';
import type { Scene } from '../../../runtime/inference/scene';
import { Sentence } from '../../../runtime/message';
import type { ToProbe } from '../../../runtime/probe/protocol';
import type { Gathered } from '../../../store/brought';
import { createPlayground } from '../../../store/createPlayground';
import { isSettled, type Playground } from '../../../store/playground';
import { samples } from '../../../store/samples';
import { Lab, model, otherModel, raster } from '../../../test/toy';
import { said } from '../../../words/said';
import { spell } from '../../../words/say';
import { recogniseLink } from './link';
import { itemOf } from './piles';
import { createRecognise, type Recognise } from './recognise';

const encoderOnly = otherModel({ target: 'features' });

/** Pictures are told apart by how bright they are. */
let looked: Scene[];
let asked: ToProbe[];
let released: number;
let lookFails: Error | undefined;
let playground: StoreApi<Playground>;
let recognise: StoreApi<Recognise>;

beforeEach(async () => {
  looked = [];
  asked = [];
  released = 0;
  lookFails = undefined;
  const lab = new Lab();
  lab.answersPage = true;
  playground = createPlayground({
    engine: lab.engine,
    models: [model, encoderOnly],
    samples,
    decodePhoto: async () => raster(250),
    openModel: async () => model,
    filesOfOpened: () => undefined,
    fetchPhoto: async () => raster(250),
  });
  recognise = createRecognise({
    playground,
    inspector: {
      look: async (scene, _, signal) => {
        await Promise.resolve();
        signal.throwIfAborted();
        if (lookFails) throw lookFails;
        looked.push(scene);
        const level = scene.square.data[0];
        // A class token, and one of a patch.
        return {
          latent: {
            shape: [2, 2],
            data: Float32Array.of(level, 255 - level, level, scene.plan.idsKeep.length),
          },
        };
      },
      release: () => {
        released++;
      },
    },
    learn: async (question) => {
      asked.push(question);
      const { features, labels, classes } = question;
      const standard = standardOf(features.encoder);
      const rows = features.encoder.map((row) => applyStandard(standard, row));
      const { knn, probe } = leaveOneOut(features.encoder, labels, classes);
      const judged = { neighbours: knn, linear: probe };
      const flat = new Float64Array(rows.length);
      return {
        judged: { encoder: judged, pixels: judged, colours: judged },
        recogniser: { standard, rows, probe: fitLogistic(rows, labels, classes, 1e-3) },
        map: [flat, flat],
      };
    },
    decodePhoto: async (_, name) => {
      if (name.startsWith('bad')) throw new Sentence(said('photo.noPicture', { name }));
      return raster(Number.parseInt(name, 10));
    },
    example: async function* () {
      yield { name: 'dark', items: [itemOf('', raster(10)), itemOf('', raster(20))] };
      yield { name: 'light', items: [itemOf('', raster(240)), itemOf('', raster(230))] };
    },
  });
  await vi.waitFor(() => expect(isSettled(playground.getState())).toBe(true));
});

const page = () => playground.getState();
const state = () => recognise.getState();
const learned = () =>
  vi.waitFor(() => {
    expect(state().work).toBeUndefined();
    expect(state().answer?.lesson).toBeDefined();
    expect(state().answer?.lesson).toBe(state().lesson);
  });
const found = (...paths: string[]): Promise<Gathered> =>
  Promise.resolve({
    files: paths.map((path) => ({ path, file: new File([], path.split('/').at(-1) ?? path) })),
    unreadable: [],
    ignored: 0,
  });
const darkAndLight = () => found('dark/10', 'dark/20', 'dark/30', 'light/240', 'light/230', 'light/220');

test('folders become classes, and the page’s picture is taken for the one it is like', async () => {
  page().setMode('recognise');
  await state().add(darkAndLight());
  await learned();
  expect(state().lesson?.piles.map(({ name }) => name)).toEqual(['dark', 'light']);
  const { answer } = state();
  expect(answer?.winner).toBe(1);
  expect(answer?.probabilities[1]).toBeGreaterThan(0.9);
  expect(answer?.nearest).toHaveLength(5);
  expect(answer?.nearest[0].label).toBe(1);
});

test('nothing is learned while the mode is closed, and the memory is given back when it is left', async () => {
  await state().add(darkAndLight());
  expect(looked).toHaveLength(0);
  page().setMode('recognise');
  await learned();
  page().setMode('explore');
  expect(released).toBe(1);
});

test('every picture is looked at once, whatever is learned of it', async () => {
  page().setMode('recognise');
  await state().add(darkAndLight());
  await learned();
  const count = looked.length;
  state().setPool('class');
  await vi.waitFor(() => expect(state().lesson?.pool).toBe('class'));
  await learned();
  // The page's picture alone.
  expect(looked).toHaveLength(count + 1);
  await state().add(found('25'), state().piles[0]);
  await vi.waitFor(() => expect(state().lesson?.items).toHaveLength(7));
  await learned();
  expect(looked).toHaveLength(count + 3);
});

test('a name changes nothing of what is learned', async () => {
  page().setMode('recognise');
  await state().add(darkAndLight());
  await learned();
  state().rename(state().piles[0], 'night');
  expect(asked).toHaveLength(1);
  expect(state().piles[0].name).toBe('night');
});

test('another network looks at all pictures anew', async () => {
  page().setMode('recognise');
  await state().add(darkAndLight());
  await learned();
  const count = looked.length;
  page().setModel(encoderOnly);
  await vi.waitFor(() => expect(state().lesson?.model).toBe(encoderOnly));
  await learned();
  expect(looked).toHaveLength(2 * count);
});

test('of one class alone nothing is learned, and what was learned goes with the second', async () => {
  page().setMode('recognise');
  await state().add(darkAndLight());
  await learned();
  state().removePile(state().piles[1]);
  expect(state().lesson).toBeUndefined();
  expect(state().answer).toBeUndefined();
  expect(state().piles).toHaveLength(2);
});

test('another picture of the page is another answer; the mask counts only where it is asked to', async () => {
  page().setMode('recognise');
  await state().add(darkAndLight());
  await learned();
  expect(looked.at(-1)?.plan.idsKeep).toHaveLength(16);
  state().setWhole(false);
  await vi.waitFor(() => expect(state().answer?.isWhole).toBe(false));
  expect(looked.at(-1)?.plan.idsKeep).toHaveLength(4);
});

test('what cannot be read is said, and the rest is taken', async () => {
  page().setMode('recognise');
  await state().add(found('dark/10', 'dark/bad1', 'dark/20'));
  expect(state().piles[0].items).toHaveLength(2);
  expect(spell(page().problem ?? '')).toContain('bad1');
  await state().add(found());
  expect(spell(page().problem ?? '')).toContain('no picture');
});

test('a network that cannot be looked into is said, and tried again only for something else', async () => {
  page().setMode('recognise');
  lookFails = new Sentence(said('inference.partNotStarted'));
  await state().add(darkAndLight());
  await vi.waitFor(() => expect(page().problem).toBeDefined());
  expect(spell(page().problem ?? '')).toContain('could not be learned from');
  expect(state().work).toBeUndefined();
  lookFails = undefined;
  await state().add(found('dark/40'));
  await learned();
});

test('a picture is taken once: it must not be recognised by itself', async () => {
  page().setMode('recognise');
  await state().add(darkAndLight());
  await state().add(found('20'), state().piles[1]);
  expect(state().piles.map(({ items }) => items.length)).toEqual([3, 3]);
  expect(spell(page().problem ?? '')).toContain('in a class already');
});

test('the example comes once, and beside one’s own where there is room', async () => {
  page().setMode('recognise');
  await state().addExample();
  await state().addExample();
  expect(state().piles.map(({ items }) => items.length)).toEqual([2, 2]);
  expect(state().isExample).toBe(true);
  await state().add(found('night/1', 'night/2'));
  await state().addExample();
  expect(state().piles.map(({ items }) => items.length)).toEqual([2, 2, 2]);
  expect(state().isExample).toBe(false);
});

test('the page’s own picture can be put into a class', async () => {
  page().setMode('recognise');
  const [pile] = state().piles;
  state().addPresent(pile);
  expect(state().piles[0].items).toHaveLength(1);
  expect(state().piles[0].items[0].raster.data[0]).toBe(250);
});

test('a link brings back the piles that come with the page, and never one’s own', async () => {
  page().setMode('recognise');
  const link = recogniseLink(playground, recognise);
  expect(link.read({ mode: 'recognise', classes: 'example', features: 'class' })).toEqual([]);
  await learned();
  expect(link.write()).toEqual({ classes: 'example', features: 'class' });
  state().addPresent(state().piles[0]);
  expect(link.write()).toEqual({ features: 'class' });
  expect(link.read({ mode: 'recognise', features: 'best' })).toEqual(['features']);
});
