/** What must be said of pictures by models that do not predict pixels as they are. */
import type { Statistics } from '../../mae/target';
import type { Model } from '../../runtime/models/model';
import type { Phrase } from '../../words/said';
import { say } from '../../words/say';

export const statisticsNames: Readonly<Record<Statistics, Phrase>> = {
  neighbours: 'model.ofNeighbours',
  truth: 'model.ofTruth',
  none: 'model.ofNone',
};

export const statisticsOf = ({ statistics = 'neighbours' }: Model): Statistics => statistics;

/** Undefined for models that predict pixels. */
export function targetNote(model: Model): string | undefined {
  switch (model.target) {
    case 'pixels':
    case 'unit-pixels':
      return undefined;
    case 'features':
      return say('model.featuresNote');
    case 'normalised-pixels':
    case 'normalised-channels':
      return say('model.normalisedNote', { statistics: statisticsOf(model) });
  }
}

/** Whether it predicts what is hidden. An encoder alone makes features, of which nothing can be right or wrong. */
export const isPrediction = ({ target }: Model): boolean => target !== 'features';

/** What the network makes of the masked picture. */
export const outputName = ({ target }: Model): string =>
  say(target === 'features' ? 'model.features' : 'model.reconstruction');
