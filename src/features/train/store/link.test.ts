import { beforeEach, expect, test } from 'vitest';
import type { StoreApi } from 'zustand/vanilla';
import { NO_GPU } from '../../../runtime/inference/gpu';
import type { Fields } from '../../../store/link';
import type { Playground } from '../../../store/playground';
import { toyPlayground } from '../../../test/playground';
import { ToyBrowser } from '../../../test/tabs';
import { model, otherModel, raster } from '../../../test/toy';
import { ToyRecords, ToyTrainer } from '../../../test/trainer';
import { said } from '../../../words/said';
import { trainLink } from './link';
import { FIRST_KNOBS, firstPeak, type Knobs, PEAKS } from './presets';
import { createShelf } from './shelf';
import type { Train } from './state';
import { createTrain } from './train';

let playground: StoreApi<Playground>;
let train: StoreApi<Train>;
let link: ReturnType<typeof trainLink>;

beforeEach(() => {
  playground = toyPlayground();
  playground.getState().setMode('train');
  train = createTrain({
    ...new ToyBrowser().openTab(),
    playground,
    samples: [],
    fetchSample: async () => raster(1),
    decodePhoto: async () => raster(1),
    tensorsOf: async () => new Map(),
    trainer: new ToyTrainer(),
    shelf: createShelf(new ToyRecords()),
    probe: async () => NO_GPU,
    threads: 1,
    now: () => 0,
    date: () => 0,
    soon: () => undefined,
    onHidden: () => undefined,
  });
  link = trainLink(playground, train);
});

test('a link says the preset and what was changed, and only while the room is open', () => {
  train.getState().setKnobs({ ratio: 0.15, steps: 40 });
  expect(link.write()).toEqual({ preset: 'small', trained: '0.15', steps: '40' });
  playground.getState().setMode('compare');
  expect(link.write()).toEqual({});
});

test.each([true, false])('reading undoes writing, with a model trained further: %s', (isFurther) => {
  const knobs: Knobs = {
    ...{ ratio: 0.5, strategy: 'block', target: 'normalised-pixels', on: 'all', decoderDepth: 4 },
    ...{ optimiser: 'adamw', peak: 0.002, seed: 7, steps: 500 },
  };
  for (const peak of [0.002, firstPeak('adamw', isFurther)]) {
    train.getState().setPreset('large');
    train.getState().setFurther(isFurther);
    train.getState().setKnobs({ ...knobs, peak });
    const fields = link.write();
    train.getState().setPreset('small');
    train.getState().setFurther(!isFurther);
    train.getState().setKnobs(FIRST_KNOBS);
    expect(link.read({ mode: 'train', model: model.id, ...fields })).toEqual([]);
    expect(train.getState()).toMatchObject({ preset: 'large', isFurther, knobs: { ...knobs, peak } });
  }
});

test('what is not understood is named, and goes by its default', () => {
  const strange: Fields = { mode: 'train', trained: '2', optimiser: 'sgd', steps: '-1', further: 'no' };
  expect(link.read(strange).sort()).toEqual(['further', 'optimiser', 'steps', 'trained']);
  expect(train.getState().knobs).toEqual({ ...FIRST_KNOBS, peak: PEAKS.muon });
  expect(train.getState().isFurther).toBe(false);
});

const later = otherModel({ id: 'hub-someone/mae' });
const further = { mode: 'train', model: later.id, further: 'yes' };

test('a model that comes after its link was read is begun with then, at the rate that the link says', () => {
  for (const rate of [undefined, '0.003']) {
    playground.getState().setModel(model);
    link.read({ ...further, ...(rate && { rate }) });
    expect(train.getState().isFurther).toBe(false);
    playground.getState().addModel(later);
    playground.getState().setModel(later);
    expect(train.getState().isFurther).toBe(true);
    expect(train.getState().knobs.peak).toBe(rate ? 0.003 : firstPeak('muon', true));
  }
});

test('another model, or another link, ends the wait', () => {
  const others = [
    () => playground.getState().setModel(otherModel({ id: 'another' })),
    () => void link.read({ mode: 'train' }),
  ];
  for (const act of others) {
    playground.getState().setModel(model);
    link.read(further);
    act();
    playground.getState().setModel(later);
    expect(train.getState().isFurther).toBe(false);
  }
});

test('that the model of a link cannot be trained further is told, at once or when it comes', () => {
  const why = 'kind';
  const told = () => playground.getState().problem;
  const features = otherModel({ target: 'features' });
  playground.getState().setModel(features);
  link.read({ ...further, model: features.id });
  expect(told()).toEqual(said('train.cannotFurther', { model: 'Other', why }));
  playground.getState().setModel(model);
  expect(told()).toBeUndefined();
  link.read(further);
  playground.getState().setModel({ ...later, target: 'features' });
  expect(told()).toEqual(said('train.cannotFurther', { model: 'Other', why }));
  expect(train.getState().isFurther).toBe(false);
});
