/** How a model is trained, in a link. Pictures are in none. */
import type { StoreApi } from 'zustand/vanilla';
import { strategies } from '../../../mae/strategy';
import { findModel, isSameNetwork } from '../../../runtime/models/model';
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
import { said } from '../../../words/said';
import {
  FIRST_KNOBS,
  firstPeak,
  LEAST_PEAK,
  LEAST_RATIO,
  LEAST_STEPS,
  MOST_DEPTH,
  MOST_PEAK,
  MOST_RATIO,
  MOST_STEPS,
  obstacleTo,
  optimisers,
  presetNames,
} from './presets';
import { MODE, type Train } from './state';

const targets = ['pixels', 'normalised-pixels'] as const;
const losses = ['hidden', 'all'] as const;

/** What a link says of the model that is trained further. */
interface Further {
  /** The model's, as the link has it. */
  readonly id: string;
  /** The learning rate, where it is not the first one. */
  readonly peak?: number;
}

/**
 * Begins with the page's model once it is the one that a link names: those of files and of the hub may come after the link was read. Any
 * other that is chosen first ends the wait.
 */
function furtherBy(playground: StoreApi<Playground>, train: StoreApi<Train>) {
  let awaited: Further | undefined;

  function arrive(): void {
    const { model, reportProblem } = playground.getState();
    if (!awaited || !findModel([model], awaited.id)) return;
    const { peak } = awaited;
    awaited = undefined;
    const why = obstacleTo(model);
    if (why) return reportProblem(said('train.cannotFurther', { model: model.title, why }));
    train.getState().setFurther(true);
    if (peak !== undefined) train.getState().setKnobs({ peak });
  }

  playground.subscribe(({ model }, before) => {
    if (isSameNetwork(model, before.model)) return;
    arrive();
    awaited = undefined;
  });
  return (wanted: Further | undefined): void => {
    awaited = wanted;
    arrive();
  };
}

/** Said only while it is looked at; what is as it is at first is left out. */
export function trainLink(playground: StoreApi<Playground>, train: StoreApi<Train>): LinkPart {
  const beginWith = furtherBy(playground, train);
  return {
    keys: 'further preset trained trainmasks target loss decoder optimiser rate trainseed steps'.split(' '),
    write: (): Fields => {
      if (playground.getState().mode !== MODE) return {};
      const { preset, knobs, isFurther } = train.getState();
      const { ratio, strategy, target, on, decoderDepth, optimiser, peak, seed, steps } = knobs;
      return {
        ...(isFurther && { further: 'yes' }),
        preset,
        ...(ratio !== FIRST_KNOBS.ratio && { trained: String(ratio) }),
        ...(strategy !== FIRST_KNOBS.strategy && { trainmasks: strategy }),
        ...(target !== FIRST_KNOBS.target && { target }),
        ...(on !== FIRST_KNOBS.on && { loss: on }),
        ...(decoderDepth !== undefined && { decoder: String(decoderDepth) }),
        ...(optimiser !== FIRST_KNOBS.optimiser && { optimiser }),
        ...(peak !== firstPeak(optimiser, isFurther) && { rate: String(peak) }),
        ...(seed !== FIRST_KNOBS.seed && { trainseed: String(seed) }),
        ...(steps !== undefined && { steps: String(steps) }),
      };
    },
    read: (fields) => {
      const { take, strange } = fieldReader(fields);
      const isFurther = take('further', (text) => (text === 'yes' ? true : undefined), false);
      const preset = take('preset', (text) => among(presetNames, text), 'small');
      const optimiser = take('optimiser', (text) => among(optimisers, text), FIRST_KNOBS.optimiser);
      const peak = take('rate', (text) => readNumber(text, LEAST_PEAK, MOST_PEAK), undefined);
      const knobs = {
        ratio: take('trained', (text) => readNumber(text, LEAST_RATIO, MOST_RATIO), FIRST_KNOBS.ratio),
        strategy: take('trainmasks', (text) => among(strategies, text), FIRST_KNOBS.strategy),
        target: take('target', (text) => among(targets, text), FIRST_KNOBS.target),
        on: take('loss', (text) => among(losses, text), FIRST_KNOBS.on),
        decoderDepth: take('decoder', (text) => readWhole(text, 1, MOST_DEPTH), undefined),
        optimiser,
        peak: peak ?? firstPeak(optimiser, false),
        seed: take('trainseed', readSeed, FIRST_KNOBS.seed),
        steps: take('steps', (text) => readWhole(text, LEAST_STEPS, MOST_STEPS), undefined),
      };
      if (fields.mode === MODE) {
        const { setPreset, setFurther, setKnobs } = train.getState();
        setPreset(preset);
        setFurther(false);
        setKnobs(knobs);
        const { model = playground.getState().model.id } = fields;
        beginWith(isFurther ? { id: model, ...(peak !== undefined && { peak }) } : undefined);
      }
      return strange;
    },
    subscribe: train.subscribe,
  };
}
