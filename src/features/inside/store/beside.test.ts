import { beforeEach, expect, test, vi } from 'vitest';
import type { StoreApi } from 'zustand/vanilla';
import type { Scene } from '../../../runtime/inference/scene';
import type { Wants } from '../../../runtime/inside/tapped';
import { createPlayground } from '../../../store/createPlayground';
import { isSettled, type Playground } from '../../../store/playground';
import { samples } from '../../../store/samples';
import { squareGeometry } from '../../../test/square';
import { Lab, model, otherModel } from '../../../test/toy';
import { type Beside, choiceThere, createBeside, patchThere } from './beside';
import { FIRST_CHOICE } from './choice';
import { createInside, type Inside } from './inside';

/** Of half as many patches along each side, and of four blocks. */
const coarse = otherModel(
  {},
  { ...squareGeometry(8, 4), encoder: { width: 8, depth: 4, heads: 2, mlp: 8 }, decoder: undefined },
);
const photo = { width: 8, height: 8, data: new Uint8ClampedArray(256).fill(255) };

let asked: { scene: Scene; wants: Wants; by: 'page' | 'beside' }[];
let released: number;
let playground: StoreApi<Playground>;
let inside: StoreApi<Inside>;
let beside: StoreApi<Beside>;

const inspectorOf = (by: 'page' | 'beside') => ({
  look: async (scene: Scene, wants: Wants, signal: AbortSignal) => {
    asked.push({ scene, wants, by });
    await Promise.resolve();
    signal.throwIfAborted();
    const names = [
      ...(wants.tokens ?? []).map((block) => `tokens.${block}`),
      ...(wants.attention ?? []).map((block) => `attention.${block}`),
    ];
    return Object.fromEntries(names.map((name) => [name, { shape: [1, 1], data: new Float32Array(1) }]));
  },
  weigh: async () => ({ filters: [], positions: new Float32Array(), blocks: [] }),
  colour: async (_: unknown, pictures: readonly Float32Array[]) =>
    pictures.map(({ length }) => new Uint8ClampedArray(length * 3)),
  release: () => {
    if (by === 'beside') released++;
  },
});

beforeEach(async () => {
  asked = [];
  released = 0;
  const lab = new Lab();
  lab.answersPage = true;
  playground = createPlayground({
    engine: lab.engine,
    models: [model, coarse],
    samples,
    decodePhoto: async () => photo,
    openModel: async () => model,
    filesOfOpened: () => undefined,
    fetchPhoto: async () => photo,
  });
  inside = createInside(playground, inspectorOf('page'), { samples: [], fetch: async () => photo });
  beside = createBeside(playground, inside, inspectorOf('beside'));
  await vi.waitFor(() => expect(isSettled(playground.getState())).toBe(true));
  playground.getState().setMode('inside');
  await vi.waitFor(() => expect(inside.getState().look).toBeDefined());
});

const seen = () => asked.filter(({ by }) => by === 'beside');
const rested = () =>
  vi.waitFor(() => {
    expect(beside.getState().look).toBeDefined();
    expect(beside.getState().isLooking).toBe(false);
  });

test('a patch of another grid is the one in the same place', () => {
  const [fine, other] = [model.geometry, coarse.geometry];
  expect([0, 1, 2, 3, 5, 10, 15].map((patch) => patchThere(patch, fine, other))).toEqual([
    0, 0, 1, 1, 0, 3, 3,
  ]);
  for (let patch = 0; patch < 4; patch++)
    expect(patchThere(patchThere(patch, other, fine), fine, other)).toBe(patch);
});

test('a network of more blocks is looked into as far along', () => {
  const choice = { ...FIRST_CHOICE, block: 1, patch: 15 };
  expect(choiceThere(choice, model, coarse)).toMatchObject({ block: 4, patch: 3 });
  expect(choiceThere({ ...choice, block: 0 }, model, coarse).block).toBe(0);
  expect(choiceThere({ ...choice, half: 'decoder', isWhole: false }, model, coarse).half).toBe('encoder');
});

test('nothing is looked at beside until a network is put there', async () => {
  expect(seen()).toHaveLength(0);
  beside.getState().setModel(coarse);
  await rested();
  expect(seen()).toHaveLength(1);
  expect(seen()[0].scene.model).toBe(coarse);
  expect(seen()[0].wants.tokens).toEqual([4]);
});

test('another patch is another question to what was seen, another block another look', async () => {
  beside.getState().setModel(coarse);
  await rested();
  inside.getState().choose({ patch: 3 });
  expect(seen()).toHaveLength(1);
  inside.getState().choose({ block: 0 });
  await vi.waitFor(() => expect(seen()).toHaveLength(2));
  expect(seen()[1].wants.tokens).toEqual([0]);
});

test('the mask counts where only visible patches are shown, cut as the other grid has it', async () => {
  beside.getState().setModel(coarse);
  await rested();
  playground.getState().setRatio(0.5);
  await vi.waitFor(() => expect(isSettled(playground.getState())).toBe(true));
  expect(seen()).toHaveLength(1);
  inside.getState().choose({ isWhole: false });
  await vi.waitFor(() => expect(seen()).toHaveLength(2));
  expect(seen()[1].scene.plan.mask).toHaveLength(4);
});

test('a model is not put beside itself', async () => {
  beside.getState().setModel(coarse);
  await rested();
  playground.getState().setModel(coarse);
  expect(beside.getState().model).toBeUndefined();
});

test('whoever leaves, or takes it away, gets its memory back', async () => {
  beside.getState().setModel(coarse);
  await rested();
  playground.getState().setMode('explore');
  expect(released).toBe(1);
  playground.getState().setMode('inside');
  await vi.waitFor(() => expect(seen()).toHaveLength(2));
  beside.getState().setModel(undefined);
  expect(released).toBe(2);
  expect(beside.getState().look).toBeUndefined();
});
