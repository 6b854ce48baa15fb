import { beforeEach, expect, test, vi } from 'vitest';
import type { StoreApi } from 'zustand/vanilla';
import type { Scene } from '../../../runtime/inference/scene';
import type { Inspector } from '../../../runtime/inside/inspector';
import type { Wants } from '../../../runtime/inside/tapped';
import { Sentence } from '../../../runtime/message';
import type { Model } from '../../../runtime/models/model';
import { createPlayground } from '../../../store/createPlayground';
import { isSettled, type Playground } from '../../../store/playground';
import { samples } from '../../../store/samples';
import { Lab, model, otherModel } from '../../../test/toy';
import { said } from '../../../words/said';
import { spell } from '../../../words/say';
import { type Beside, createBeside } from './beside';
import { FIRST_CHOICE, settle } from './choice';
import { createInside, type Inside } from './inside';
import { insideLink } from './link';

const encoderOnly = otherModel({ target: 'features' });
const photo = { width: 8, height: 8, data: new Uint8ClampedArray(256).fill(255) };

let asked: { scene: Scene; wants: Wants }[];
let weighed: Model[];
let released: number;
let coloured: { pictures: number; edge?: Uint8Array }[];
let failure: Error | undefined;
let playground: StoreApi<Playground>;
let inside: StoreApi<Inside>;
let beside: StoreApi<Beside>;

beforeEach(async () => {
  asked = [];
  weighed = [];
  released = 0;
  coloured = [];
  failure = undefined;
  const lab = new Lab();
  lab.answersPage = true;
  playground = createPlayground({
    engine: lab.engine,
    models: [model, encoderOnly],
    samples,
    decodePhoto: async () => photo,
    openModel: async () => model,
    filesOfOpened: () => undefined,
    fetchPhoto: async () => photo,
  });
  const inspector: Inspector = {
    look: async (scene, wants, signal) => {
      asked.push({ scene, wants });
      await Promise.resolve();
      signal.throwIfAborted();
      if (failure) throw failure;
      const names = [
        ...(wants.tokens ?? []).map((block) => `tokens.${block}`),
        ...(wants.attention ?? []).map((block) => `attention.${block}`),
      ];
      return Object.fromEntries(names.map((name) => [name, { shape: [1, 1], data: new Float32Array(1) }]));
    },
    weigh: async (weighedModel) => {
      weighed.push(weighedModel);
      return { filters: [], positions: new Float32Array(), blocks: [] };
    },
    colour: async (_, pictures, __, edge) => {
      coloured.push({ pictures: pictures.length, edge });
      return pictures.map(({ length }) => new Uint8ClampedArray(length * 3));
    },
    release: () => {
      released++;
    },
  };
  inside = createInside(playground, inspector, { samples: samples.slice(0, 3), fetch: async () => photo });
  beside = createBeside(playground, inside, { ...inspector, release: () => undefined });
  await vi.waitFor(() => expect(isSettled(playground.getState())).toBe(true));
});

const page = () => playground.getState();
const state = () => inside.getState();
const looked = () => vi.waitFor(() => expect(state().isLooking).toBe(false));
const open = async () => {
  page().setMode('inside');
  await vi.waitFor(() => expect(state().look).toBeDefined());
  await looked();
};

const ids = () => state().others.map(({ id }) => id);
const titles = () => state().others.map(({ title }) => spell(title));
const bring = async (name: string) => {
  await page().choosePhoto(new File([name], name));
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  await looked();
};

test('nothing is looked at until the mode is opened, and the memory is given back when it is left', async () => {
  page().setRatio(0.5);
  expect(asked).toHaveLength(0);
  await open();
  expect(asked).toHaveLength(1);
  page().setMode('explore');
  expect(released).toBe(1);
  page().setRatio(0.25);
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  expect(asked).toHaveLength(1);
});

test('an encoder that is shown the whole picture does not care for the mask; one that is shown the rest does', async () => {
  await open();
  expect(asked[0].scene.plan.mask.every((hidden) => hidden === 0)).toBe(true);
  expect([...(asked[0].scene.plan.idsKeep ?? [])]).toEqual([...asked[0].scene.plan.idsKeep.keys()]);
  page().setRatio(0.5);
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  expect(asked).toHaveLength(1);
  state().choose({ isWhole: false });
  await looked();
  expect(asked.at(-1)?.scene.plan).toBe(page().scene?.plan);
  page().setRatio(0.25);
  await vi.waitFor(() => expect(asked).toHaveLength(3));
});

test('to choose a patch or a head takes no new look, another block does', async () => {
  await open();
  state().choose({ sight: 'attention' });
  await looked();
  const count = asked.length;
  state().choose({ patch: 3, head: 0 });
  expect(asked).toHaveLength(count);
  expect(asked.at(-1)?.wants).toEqual({ half: 'encoder', attention: [0] });
  state().choose({ sight: 'likeness', block: 0 });
  await looked();
  expect(asked).toHaveLength(count + 1);
  expect(asked.at(-1)?.wants).toEqual({ half: 'encoder', tokens: [0] });
});

test('what a model does not have is not chosen', () => {
  const { encoder } = model.geometry;
  const wild = { ...FIRST_CHOICE, block: 99, head: 99, patch: 99_999, half: 'decoder' as const };
  expect(settle({ ...wild, isWhole: true }, model)).toMatchObject({
    half: 'encoder',
    block: encoder.depth,
    head: 'mean',
  });
  expect(settle({ ...wild, sight: 'attention', block: 0 }, model).block).toBe(1);
  expect(settle({ ...wild, patch: 99_999 }, model).patch).toBeLessThan(99_999);
});

test('what cannot be looked at is said, and what was seen stays', async () => {
  await open();
  const before = state().look;
  failure = new Sentence(said('inference.partNotStarted'));
  state().choose({ block: 0 });
  await looked();
  expect(spell(page().problem ?? '')).toContain('The inside could not be looked at');
  expect(state().look).toBe(before);
});

test('a link says what is looked at, and brings it back', async () => {
  await open();
  const link = insideLink(playground, inside, beside);
  state().choose({ sight: 'attention', isWhole: false, block: 1, head: 0, patch: 2 });
  const fields = link.write();
  state().choose(FIRST_CHOICE);
  expect(link.read({ mode: 'inside', ...fields })).toEqual([]);
  expect(state().choice).toMatchObject({ sight: 'attention', isWhole: false, block: 1, head: 0, patch: 2 });
  expect(link.read({ mode: 'inside', sight: 'nonsense', block: '-1' })).toEqual(['sight', 'block']);
  page().setMode('explore');
  expect(link.write()).toEqual({});
});

test('the network beside is in the link, by its name in the menu', async () => {
  await open();
  const link = insideLink(playground, inside, beside);
  expect(link.read({ mode: 'inside', beside: encoderOnly.id })).toEqual([]);
  expect(beside.getState().model).toBe(encoderOnly);
  expect(link.write()).toMatchObject({ beside: encoderOnly.id });
  expect(link.read({ mode: 'inside', beside: 'nobody' })).toEqual(['beside']);
  expect(beside.getState().model).toBeUndefined();
});

test('weights are those of the model, whatever the picture and the mask', async () => {
  await open();
  state().choose({ sight: 'weights' });
  await looked();
  expect(state().weighed?.model).toBe(page().model);
  page().setRatio(0.5);
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  expect(weighed).toHaveLength(1);
  page().setModel(encoderOnly);
  await vi.waitFor(() => expect(state().weighed?.model).toBe(encoderOnly));
});

test('the samples are looked at as the picture is, and all get colours by the same axes', async () => {
  await open();
  state().choose({ amongSamples: true });
  await looked();
  // The page shows the first, which is not compared with itself.
  expect(ids()).toEqual([samples[1].id, samples[2].id]);
  expect(state().colours).toBeUndefined();
  const count = asked.length;
  expect(new Set(asked.slice(-3).map(({ wants }) => JSON.stringify(wants))).size).toBe(1);
  state().choose({ patch: 0 });
  expect(asked).toHaveLength(count);
  state().choose({ sight: 'colours' });
  await looked();
  expect(state().colours?.levels).toHaveLength(3);
  state().choose({ amongSamples: false });
  await looked();
  expect(state().others).toEqual([]);
  expect(state().colours?.levels).toHaveLength(1);
});

test('of my own photographs all are looked at but the one that the page shows, by the names of their files', async () => {
  await open();
  state().choose({ amongOwn: true });
  await looked();
  expect(state().others).toEqual([]);
  await bring('a.png');
  expect(state().others).toEqual([]);
  await bring('b.png');
  expect(titles()).toEqual(['a.png']);
  page().showOwn(page().own[1]);
  await vi.waitFor(() => expect(titles()).toEqual(['b.png']));
  state().choose({ amongSamples: true });
  await looked();
  expect(ids()).toEqual([page().own[0].own, ...samples.slice(0, 3).map(({ id }) => id)]);
});

test('when one of my own comes or goes it is looked at again, but only where they are looked at', async () => {
  await open();
  await bring('a.png');
  await bring('b.png');
  state().choose({ amongOwn: true });
  await looked();
  const count = asked.length;
  page().removeOwn(page().own[1]);
  await vi.waitFor(() => expect(state().others).toEqual([]));
  expect(asked).toHaveLength(count + 1);
  await bring('c.png');
  state().choose({ sight: 'attention' });
  await looked();
  const before = asked.length;
  page().removeOwn(page().own[1]);
  await looked();
  expect(asked).toHaveLength(before);
});

test('a link says where else is looked, but of my own photographs only that there are some', async () => {
  await open();
  const link = insideLink(playground, inside, beside);
  expect(link.read({ mode: 'inside', among: 'both' })).toEqual([]);
  expect(state().choice).toMatchObject({ amongSamples: true, amongOwn: true });
  // There are none here.
  expect(link.write().among).toBe('samples');
  await bring('secret.png');
  expect(link.write().among).toBe('both');
  state().choose({ amongSamples: false });
  expect(link.write().among).toBe('own');
  expect(Object.values(link.write()).join()).not.toContain('secret');
  state().choose({ amongOwn: false });
  expect(link.write().among).toBeUndefined();
  expect(link.read({ mode: 'inside', among: 'own-a1b2c3-1' })).toEqual(['among']);
});

test('to leave the background out takes no new look, only other colours', async () => {
  await open();
  state().choose({ sight: 'colours' });
  await looked();
  expect(coloured).toEqual([{ pictures: 1, edge: undefined }]);
  const { look } = state();
  const count = asked.length;
  state().choose({ isGroundOut: true });
  await looked();
  expect(asked).toHaveLength(count);
  expect(state().look).toBe(look);
  expect(state().colours?.isGroundOut).toBe(true);
  // Of 4 × 4 patches twelve lie at the edge.
  expect(coloured.at(-1)?.edge?.reduce((sum, one) => sum + one, 0)).toBe(12);
  const link = insideLink(playground, inside, beside);
  expect(link.write().ground).toBe('out');
  state().choose({ isGroundOut: false });
  state().choose({ isGroundOut: true });
  state().choose({ isGroundOut: false });
  await looked();
  expect(state().colours?.isGroundOut).toBe(false);
  expect(link.write().ground).toBeUndefined();
  expect(link.read({ mode: 'inside', sight: 'colours', ground: 'out' })).toEqual([]);
  expect(state().choice.isGroundOut).toBe(true);
});

test('what is measured shares the processor with no look', async () => {
  await open();
  const count = asked.length;
  state().choose({ sight: 'cost' });
  expect(state().isLooking).toBe(false);
  expect(released).toBe(0);
  state().choose({ sight: 'likeness' });
  expect(asked).toHaveLength(count);
  state().choose({ block: 0 });
  state().choose({ sight: 'cost' });
  expect(state().isLooking).toBe(false);
  expect(released).toBe(1);
  page().setRatio(0.25);
  await vi.waitFor(() => expect(isSettled(page())).toBe(true));
  const meanwhile = asked.length;
  state().choose({ sight: 'likeness' });
  await looked();
  expect(asked).toHaveLength(meanwhile + 1);
  expect(state().look?.choice.block).toBe(0);
});
