import { beforeEach, expect, test, vi } from 'vitest';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Reading } from '../../../runtime/checkpoint/reading';
import { type Progress, Stopped } from '../../../runtime/hub/client';
import { HubFailed } from '../../../runtime/hub/problem';
import type { Offer } from '../../../runtime/hub/repository';
import type { Kept } from '../../../runtime/hub/shelf';
import { NO_GPU } from '../../../runtime/inference/gpu';
import type { Model } from '../../../runtime/models/model';
import { type Otherwise, readOtherwise } from '../../../runtime/models/readOtherwise';
import type { Playground } from '../../../store/playground';
import { model, otherModel } from '../../../test/toy';
import { type Said, said } from '../../../words/said';
import { say } from '../../../words/say';
import { createLibrary, type Library } from './library';
import type { LibraryWorld } from './world';

const offer: Offer = {
  repository: 'some/model',
  commit: 'abc',
  path: 'model.safetensors',
  bytes: 1000,
  licence: 'mit',
};

const unreachable = said('hub.unreachable');

/** The download that runs now, as the test answers for it. */
let running: { progress: (progress: Progress) => void; finish: () => void; fail: (error: Error) => void };
let kept: Kept[];
let time: number;
let playground: StoreApi<Playground>;
let world: LibraryWorld;
/** As another tab would say that something has changed. */
let hear: () => void;
let told: number;
let remembered: Map<string, Otherwise>;
let library: StoreApi<Library>;

beforeEach(async () => {
  kept = [];
  time = 0;
  told = 0;
  remembered = new Map();
  playground = createStore(
    () =>
      ({
        model,
        models: [model],
        reportProblem: (problem: Said) => playground.setState({ problem }),
        setModel: (chosen: Model) => playground.setState({ model: chosen }),
        addModel: (added: Model) => playground.setState({ models: [...playground.getState().models, added] }),
        forgetModel: (id: string) =>
          playground.setState({ models: playground.getState().models.filter((one) => one.id !== id) }),
      }) as unknown as Playground,
  );
  world = {
    playground,
    lookUp: async () => offer,
    canKeep: async () => true,
    startDownload: (_, __, progress) => {
      let fail = (_error: Error): void => {};
      const finished = new Promise<void>((resolve, reject) => {
        fail = reject;
        running = { progress, finish: resolve, fail: reject };
      });
      return { finished, stop: () => fail(new Stopped()) };
    },
    openKept: async ({ repository }) => ({ ...model, id: `hub-${repository}` }) as Model,
    listKept: async () => kept,
    listDamaged: async () => [],
    remove: async (repository) => {
      kept = kept.filter((one) => one.offer.repository !== repository);
    },
    freeBytes: async () => 5000,
    askToKeep: async () => true,
    probeGpu: async () => NO_GPU,
    readings: {
      of: ({ repository }) => remembered.get(repository),
      keep: ({ repository }, wanted) => void remembered.set(repository, wanted),
      forget: (repository) => void remembered.delete(repository),
    },
    otherTabs: {
      tell: () => told++,
      hear: (listener) => {
        hear = listener;
      },
    },
    now: () => time,
  };
  library = createLibrary(world);
  await library.getState().refresh();
  await vi.waitFor(() => expect(library.getState().free).toBe(5000));
});

const state = () => library.getState();

test('what is looked up is shown, and nothing is downloaded for it', async () => {
  await state().lookUp('some/model');
  expect(state()).toMatchObject({ offer, isLooking: false });
  expect(state().loading).toBeUndefined();
  library = createLibrary({
    ...world,
    lookUp: () => Promise.reject(new HubFailed(unreachable)),
  });
  await state().lookUp('no/thing');
  expect(state().offer).toBeUndefined();
  expect(state().problem).toEqual(unreachable);
});

test('a download that is whole becomes a model, which is chosen', async () => {
  const going = state().start(offer);
  running.progress({ type: 'bytes', there: 400, canPause: true });
  expect(state().loading).toMatchObject({ phase: 'loading', there: 400, canPause: true });
  running.progress({ type: 'check', checked: 700 });
  expect(state().loading).toMatchObject({ phase: 'checking', there: 700 });
  kept = [{ offer, there: 1000, isDone: true }];
  running.finish();
  await going;
  expect(state().loading).toBeUndefined();
  expect(state().kept).toEqual(kept);
  expect(playground.getState().model.id).toBe('hub-some/model');
});

test('how the person reads a kept model is remembered, until it is deleted', async () => {
  const reading = Object.fromEntries(
    (['target', 'order', 'grid', 'bands', 'heads', 'layerNormEps', 'normalisation'] as const).map(
      (aspect) => [aspect, { origin: 'assumed' }],
    ),
  ) as unknown as Reading;
  world = { ...world, openKept: async () => ({ ...model, id: 'hub-some/model', reading, source: [] }) };
  kept = [{ offer, there: 1000, isDone: true }];
  library = createLibrary(world);
  await state().refresh();
  const opened = playground.getState().models[1] as Model & { reading: Reading };
  expect(opened).not.toHaveProperty('order');
  expect(remembered.size).toBe(0);
  const read = readOtherwise(opened, { order: 'c p q', decoderHeads: 2 });
  playground.setState({ models: [model, read] });
  expect(remembered.get('some/model')).toEqual({ order: 'c p q', encoderHeads: 1, decoderHeads: 2 });

  playground.setState({ models: [model] });
  library = createLibrary(world);
  await state().refresh();
  expect(playground.getState().models[1]).toMatchObject({
    order: 'c p q',
    geometry: { decoder: { heads: 2 } },
    reading: { order: { origin: 'person' }, target: { origin: 'assumed' } },
  });

  // What does not fit the file any more is left alone.
  remembered.set('some/model', { decoderHeads: 3 });
  playground.setState({ models: [model] });
  library = createLibrary(world);
  await state().refresh();
  expect(playground.getState().models[1].geometry.decoder?.heads).toBe(1);
  await state().remove('some/model');
  expect(remembered.size).toBe(0);
});

test('the speed is that of the last seconds', async () => {
  void state().start(offer);
  const speeds = [0, 100, 200, 900, 1000].map((there, i) => {
    time = i * 2000;
    running.progress({ type: 'bytes', there, canPause: true });
    return state().loading?.speed;
  });
  expect(speeds).toEqual([undefined, 50, 50, 200, 200]);
});

test('a pause is no problem, a loss is one, and both can go on', async () => {
  let going = state().start(offer);
  running.progress({ type: 'bytes', there: 400, canPause: true });
  state().stop();
  await going;
  expect(state().loading).toMatchObject({ phase: 'stopped', there: 400, speed: undefined });
  expect(state().problem).toBeUndefined();
  going = state().start(offer);
  expect(state().loading?.phase).toBe('loading');
  running.fail(new HubFailed(said('hub.lostAndKept')));
  await going;
  expect(state().loading?.phase).toBe('stopped');
  expect(state().problem).toEqual(said('hub.lostAndKept'));
});

test('deleting ends a download, and takes the model off the list and out of use', async () => {
  kept = [{ offer, there: 1000, isDone: true }];
  library = createLibrary(world);
  await library.getState().refresh();
  await vi.waitFor(() => expect(playground.getState().models).toHaveLength(2));
  playground.getState().setModel(playground.getState().models[1]);
  void state().start(offer);
  await state().remove('some/model');
  expect(state().kept).toEqual([]);
  expect(state().loading).toBeUndefined();
  expect(playground.getState().models).toEqual([model]);
  expect(playground.getState().model).toBe(model);
});

test('of two look-ups the one asked for last is shown, however slow the first', async () => {
  const answers: ((offer: Offer) => void)[] = [];
  library = createLibrary({ ...world, lookUp: () => new Promise((resolve) => answers.push(resolve)) });
  const slow = state().lookUp('slow/model');
  const quick = state().lookUp('quick/model');
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[1]({ ...offer, repository: 'quick/model' });
  await quick;
  answers[0]({ ...offer, repository: 'slow/model' });
  await slow;
  expect(state()).toMatchObject({ offer: { repository: 'quick/model' }, isLooking: false });
});

test('a model that comes while another is chosen joins the list, and is not changed to', async () => {
  const going = state().start(offer);
  const chosen = otherModel();
  playground.getState().setModel(chosen);
  kept = [{ offer, there: 1000, isDone: true }];
  running.finish();
  await going;
  expect(playground.getState().model).toBe(chosen);
  expect(playground.getState().models.map(({ id }) => id)).toContain('hub-some/model');
});

test('a kept model that cannot be opened is listed with why, and opened when it is tried again', async () => {
  kept = [{ offer, there: 1000, isDone: true }];
  const asked: boolean[] = [];
  library = createLibrary({
    ...world,
    openKept: async (one, isAskedFor = false) => {
      asked.push(isAskedFor);
      if (!isAskedFor) throw new HubFailed(said('hub.notSurvived', { name: 'some/model' }));
      return world.openKept(one);
    },
  });
  await state().refresh();
  await state().refresh();
  expect(asked).toEqual([false]);
  expect(state().unopened.get('some/model')).toEqual(said('hub.notSurvived', { name: 'some/model' }));
  expect(playground.getState().models).toEqual([model]);
  await state().tryAgain(offer);
  expect(asked).toEqual([false, true]);
  expect(state().unopened.size).toBe(0);
  expect(state().problem).toBeUndefined();
  expect(playground.getState().model.id).toBe('hub-some/model');
});

test('what is deleted is not spoken of any more', async () => {
  kept = [{ offer, there: 1000, isDone: true }];
  library = createLibrary({ ...world, openKept: () => Promise.reject(new HubFailed(unreachable)) });
  await state().refresh();
  await state().remove('some/model');
  expect(state().unopened.size).toBe(0);
});

test('what another tab deletes leaves the list, at once or when another model is chosen', async () => {
  const another = { ...offer, repository: 'another/model' };
  kept = [offer, another].map((one) => ({ offer: one, there: 1000, isDone: true }));
  hear();
  await vi.waitFor(() => expect(playground.getState().models).toHaveLength(3));
  const [, shown] = playground.getState().models;
  playground.getState().setModel(shown);
  kept = [];
  hear();
  await vi.waitFor(() => expect(playground.getState().models).toEqual([model, shown]));
  expect(say(playground.getState().problem as Said)).toContain(
    'was deleted in another tab of this page. It runs here until',
  );
  playground.getState().setModel(model);
  expect(playground.getState().models).toEqual([model]);
});

test('other tabs are told of what is whole and of what is deleted, and a download of theirs ends a stopped one here', async () => {
  let going = state().start(offer);
  running.fail(new HubFailed(said('hub.otherTabDownloads')));
  await going;
  expect(told).toBe(0);
  kept = [{ offer, there: 1000, isDone: true }];
  hear();
  await vi.waitFor(() => expect(state()).toMatchObject({ loading: undefined, problem: undefined }));
  going = state().start(offer);
  running.finish();
  await going;
  expect(told).toBe(1);
  await state().remove(offer.repository);
  expect(told).toBe(2);
});

test('a token that cannot be one is said before anything is downloaded', async () => {
  state().setToken('two words');
  await state().start(offer);
  expect(say(state().problem as Said)).toContain('An access token is one word');
  expect(state().loading).toBeUndefined();
});
