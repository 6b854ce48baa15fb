import { assert, asyncProperty, constantFrom, array as listOf } from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Sentence } from '../runtime/message';
import { Lab, model, otherModel, raster } from '../test/toy';
import { type Said, said } from '../words/said';
import { say } from '../words/say';
import { keepAddress, linkOf, placeAtStart } from './address';
import { createPlayground } from './createPlayground';
import type { OwnPhoto } from './ownPhotos';
import { type Playground, placeOf } from './playground';
import { samples } from './samples';

/** The part of a browser's history that the page uses. */
class Tab {
  private entries = [''];
  private at = 0;
  private onPop = (): void => undefined;
  readonly location: { hash: string };
  readonly history: { pushState: (...state: string[]) => void; replaceState: (...state: string[]) => void };
  constructor(hash: string) {
    this.entries = [hash];
    const tab = this;
    this.location = {
      get hash() {
        return tab.entries[tab.at];
      },
    };
    this.history = {
      pushState: (...[, , url]) => {
        this.entries = [...this.entries.slice(0, ++this.at), url];
      },
      replaceState: (...[, , url]) => {
        this.entries[this.at] = url;
      },
    };
  }
  get steps(): number {
    return this.entries.length;
  }
  listen = (_: string, onPop: () => void): void => {
    this.onPop = onPop;
  };
  go(by: -1 | 1): void {
    if (this.entries[this.at + by] === undefined) return;
    this.at += by;
    this.onPop();
  }
  edit(hash: string): void {
    this.history.pushState('', '', hash);
    this.onPop();
  }
}

const modes = ['explore', 'figure'];
const models = [model, otherModel()];
const NO_ONE = /Mountains” could not/;

/** A page that was opened with `hash` in its address; the photograph of the mountains cannot be fetched, and the model is never done. */
function opened(hash = '', modelsListed: Promise<unknown> = Promise.resolve()) {
  const tab = new Tab(hash);
  vi.stubGlobal('location', tab.location);
  vi.stubGlobal('history', tab.history);
  vi.stubGlobal('addEventListener', tab.listen);
  const known = { models, samples, modes };
  const lab = new Lab();
  lab.onLoad = () => undefined;
  const playground = createPlayground(
    {
      ...known,
      engine: lab.engine,
      decodePhoto: async () => raster(10),
      openModel: async () => model,
      filesOfOpened: () => undefined,
      fetchPhoto: async (url) => {
        if (url.includes('mountain')) throw new Sentence(said('photo.notFetched', { name: 'Mountains' }));
        return raster(200);
      },
    },
    placeAtStart(known),
  );
  keepAddress({ playground, samples, modes }, [], modelsListed);
  const state = (): Playground => playground.getState();
  const saysWhatIsShown = (): void => {
    const place = placeOf(state());
    expect(place).toBeDefined();
    if (tab.location.hash) expect(tab.location.hash).toBe(`#${linkOf(place as never, [])}`);
    else expect(linkOf(place as never, [])).toBe(linkOf(placeAtStart(known), []));
  };
  return { tab, playground, state, saysWhatIsShown };
}

/** A list of models that is there when told so. */
function later() {
  let list = (): void => undefined;
  const listed = new Promise<void>((resolve) => {
    list = resolve;
  });
  return { listed, list: () => list() };
}

const rest = () => vi.advanceTimersByTimeAsync(1000);

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a change made while the model loads is in the address, and back leads to where the page opened', async () => {
  const { tab, state, saysWhatIsShown } = opened();
  await vi.advanceTimersByTimeAsync(10);
  state().setRatio(0.9);
  await rest();
  saysWhatIsShown();
  expect(tab.location.hash).toContain('ratio=0.9');
  tab.go(-1);
  expect(state().masking.ratio).toBe(0.75);
});

test('a change made as soon as back has led somewhere is a step of its own', async () => {
  const { tab, state, saysWhatIsShown } = opened();
  await rest();
  state().setRatio(0.5);
  await rest();
  tab.go(-1);
  state().setRatio(0.9);
  await rest();
  saysWhatIsShown();
  tab.go(-1);
  expect(state().masking.ratio).toBe(0.75);
});

test('where a photograph cannot be fetched the address goes back to the one that is shown, and back is no trap', async () => {
  const { tab, state, saysWhatIsShown } = opened();
  await rest();
  state().setRatio(0.5);
  await rest();
  const { steps } = tab;
  tab.edit(tab.location.hash.replace('coffee', 'mountain'));
  await rest();
  expect(say(state().problem as Said)).toMatch(NO_ONE);
  saysWhatIsShown();
  expect(tab.steps).toBe(steps + 1);
  tab.go(-1);
  await rest();
  saysWhatIsShown();
});

test('opening and resting is no step, whatever the address says', async () => {
  for (const hash of ['', '#', '#ratio=0.3', '#image=own&ratio=2', '#image=mountain', '#model=hub-a/b']) {
    const { tab } = opened(hash);
    await rest();
    expect(tab.steps, hash).toBe(1);
  }
});

test('a model of the hub that a link names comes to what the person did while it was looked for', async () => {
  const kept = { ...otherModel(), id: 'hub-a/b' };
  const doings: Record<string, (state: Playground) => unknown> = {
    nothing: () => undefined,
    'their photograph': (state) => state.choosePhoto({ name: 'mine' } as File),
    'a photograph that is still being opened': (state) => void state.choosePhoto({ name: 'mine' } as File),
    ratio: (state) => state.setRatio(0.3),
    mode: (state) => state.setMode('figure'),
  };
  for (const isQuick of [true, false]) {
    for (const [name, act] of Object.entries(doings)) {
      const { listed, list } = later();
      const { state, saysWhatIsShown } = opened(
        '#model=hub-a/b&image=coffee&strategy=random&ratio=0.75&seed=5',
        listed,
      );
      await vi.advanceTimersByTimeAsync(0);
      await act(state());
      if (!isQuick) await rest();
      const before = state();
      state().addModel(kept);
      list();
      await rest();
      expect(state().model.id, name).toBe('hub-a/b');
      expect(state().problem, name).toBeUndefined();
      expect(state().masking.seed, name).toBe(5);
      expect(state().masking.ratio, name).toBe(before.masking.ratio);
      expect(state().mode, name).toBe(before.mode);
      if (name.includes('photograph')) expect(state().photo?.own, name).toBeDefined();
      else expect(state().photo?.sample?.id, name).toBe('coffee');
      saysWhatIsShown();
    }
  }
});

test('a model of the hub that a link names and nobody has is said, and takes nothing with it', async () => {
  const { listed, list } = later();
  const { state } = opened('#model=hub-a/b', listed);
  await vi.advanceTimersByTimeAsync(0);
  await state().choosePhoto({ name: 'mine' } as File);
  list();
  await rest();
  expect(state().photo?.own).toBeDefined();
  expect(say(state().problem as Said)).toContain('a/b');
});

test('a model that was chosen while the one of a link was looked for stays', async () => {
  const { listed, list } = later();
  const { state } = opened('#model=hub-a/b', listed);
  await vi.advanceTimersByTimeAsync(0);
  state().setModel(models[1]);
  state().addModel({ ...otherModel(), id: 'hub-a/b' });
  list();
  await rest();
  expect(state().model).toBe(models[1]);
  expect(state().problem).toBeUndefined();
});

test('whatever is done, and however quickly, the address at rest is the state', async () => {
  type World = ReturnType<typeof opened>;
  const actions: Record<string, (world: World) => unknown> = {
    ratio: ({ state }) => state().setRatio((state().masking.ratio * 7 + 0.13) % 1),
    seed: ({ state }) => state().newMask(),
    cat: ({ state }) => state().chooseSample(samples[1]),
    mountains: ({ state }) => state().chooseSample(samples[2]),
    own: ({ state }) => state().choosePhoto({ name: 'mine' } as File),
    other: ({ state }) => state().choosePhoto({ name: 'other' } as File),
    old: ({ state }) => state().own.at(-1) && state().showOwn(state().own.at(-1) as OwnPhoto),
    away: ({ state }) => state().own[0] && state().removeOwn(state().own[0]),
    model: ({ state }) => state().setModel(models[state().model.id === 'toy' ? 1 : 0]),
    mode: ({ state }) => state().setMode(modes[state().mode === 'figure' ? 0 : 1]),
    back: ({ tab }) => tab.go(-1),
    forward: ({ tab }) => tab.go(1),
    edit: ({ tab }) => tab.edit('#image=rocket&seed=3&strategy=grid'),
    rest,
    blink: () => vi.advanceTimersByTimeAsync(100),
  };
  await assert(
    asyncProperty(listOf(constantFrom(...Object.keys(actions)), { maxLength: 25 }), async (names) => {
      const world = opened();
      for (const name of names) {
        void actions[name](world);
        if (name === 'rest' || name === 'blink') await actions[name](world);
      }
      await rest();
      await rest();
      // What is shown is what the address, read anew, leads to; a link in other words than the page's own is left as it is.
      const shown = linkOf(placeOf(world.state()) as never, []);
      const said = linkOf(placeAtStart({ models, samples, modes }), []);
      expect(said).toBe(shown);
    }),
    { numRuns: 150 },
  );
});

test('a store that speaks all the while does not hold the address up', async () => {
  const { tab, playground } = opened();
  await rest();
  playground.getState().setRatio(0.5);
  for (let i = 0; i < 10; i++) {
    // As a figure does with each of its pieces.
    playground.setState({});
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(tab.location.hash).toContain('ratio=0.5');
});
