/** How a model is trained, in a link. Pictures are in none. */
import type { StoreApi } from 'zustand/vanilla';
import { strategies } from '../../../mae/strategy';
import {
  among,
  type Fields,
  fieldReader,
  type LinkPart,
  readNumber,
  readSeed,
  readWhole,
} from '../../../store/link';
import type { Playground } from '../../../store/playground';
import {
  FIRST_KNOBS,
  LEAST_PEAK,
  LEAST_RATIO,
  LEAST_STEPS,
  MOST_DEPTH,
  MOST_PEAK,
  MOST_RATIO,
  MOST_STEPS,
  optimisers,
  PEAKS,
  presetNames,
} from './presets';
import { MODE, type Train } from './state';

const targets = ['pixels', 'normalised-pixels'] as const;
const losses = ['hidden', 'all'] as const;

/** Said only while it is looked at; what is as it is at first is left out. */
export const trainLink = (playground: StoreApi<Playground>, train: StoreApi<Train>): LinkPart => ({
  keys: 'preset trained trainmasks target loss decoder optimiser rate trainseed steps'.split(' '),
  write: (): Fields => {
    if (playground.getState().mode !== MODE) return {};
    const { preset, knobs } = train.getState();
    const { ratio, strategy, target, on, decoderDepth, optimiser, peak, seed, steps } = knobs;
    return {
      preset,
      ...(ratio !== FIRST_KNOBS.ratio && { trained: String(ratio) }),
      ...(strategy !== FIRST_KNOBS.strategy && { trainmasks: strategy }),
      ...(target !== FIRST_KNOBS.target && { target }),
      ...(on !== FIRST_KNOBS.on && { loss: on }),
      ...(decoderDepth !== undefined && { decoder: String(decoderDepth) }),
      ...(optimiser !== FIRST_KNOBS.optimiser && { optimiser }),
      ...(peak !== PEAKS[optimiser] && { rate: String(peak) }),
      ...(seed !== FIRST_KNOBS.seed && { trainseed: String(seed) }),
      ...(steps !== undefined && { steps: String(steps) }),
    };
  },
  read: (fields) => {
    const { take, strange } = fieldReader(fields);
    const preset = take('preset', (text) => among(presetNames, text), 'small');
    const optimiser = take('optimiser', (text) => among(optimisers, text), FIRST_KNOBS.optimiser);
    const knobs = {
      ratio: take('trained', (text) => readNumber(text, LEAST_RATIO, MOST_RATIO), FIRST_KNOBS.ratio),
      strategy: take('trainmasks', (text) => among(strategies, text), FIRST_KNOBS.strategy),
      target: take('target', (text) => among(targets, text), FIRST_KNOBS.target),
      on: take('loss', (text) => among(losses, text), FIRST_KNOBS.on),
      decoderDepth: take('decoder', (text) => readWhole(text, 1, MOST_DEPTH), undefined),
      optimiser,
      peak: take('rate', (text) => readNumber(text, LEAST_PEAK, MOST_PEAK), PEAKS[optimiser]),
      seed: take('trainseed', readSeed, FIRST_KNOBS.seed),
      steps: take('steps', (text) => readWhole(text, LEAST_STEPS, MOST_STEPS), undefined),
    };
    if (fields.mode === MODE) {
      train.getState().setPreset(preset);
      train.getState().setKnobs(knobs);
    }
    return strange;
  },
  subscribe: train.subscribe,
});
