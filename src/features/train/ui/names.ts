/** What runs and their models are called. */
import { percent } from '../../../store/percent';
import { say, spell, spoken } from '../../../words/say';
import type { Run, RunFacts } from '../store/run';

export const shortName = ({ number }: RunFacts): string => say('train.run', { number });

export function longName({ number, further, options }: RunFacts): string {
  if (further !== undefined) return say('train.runFurther', { number, model: further });
  return say('train.runHides', { number, ratio: percent(options.masking.ratio) });
}

/** Of the model that comes out. */
export function modelName({ number, options: { geometry, masking } }: RunFacts): string {
  const { width, height } = geometry;
  return say('train.modelName', { number, width, height, ratio: percent(masking.ratio) });
}

export const dateOf = (at: number): string =>
  new Intl.DateTimeFormat(spoken(), { dateStyle: 'medium', timeStyle: 'short' }).format(at);

/** What it is at, as a sentence. */
export function stateOf({ phase, step, options: { steps }, why = '' }: Run): string {
  switch (phase) {
    case 'measuring':
      return say('train.measuring');
    case 'opening':
      return say('train.opening');
    case 'running':
      return say('train.running', { step, steps });
    case 'paused':
      return say('train.paused', { step, steps });
    case 'ended':
      return say('train.ended', { step });
    case 'failed':
      return say('train.failed', { step, why: spell(why) });
  }
}
