/** What must be said of pictures by models that do not predict pixels as they are. */
import type { Statistics } from '../../mae/target';
import type { Model } from '../../runtime/models/model';

export const statisticsNames: Readonly<Record<Statistics, string>> = {
  neighbours: 'from the visible patches around',
  truth: 'from the original (uses information the model never had)',
  none: 'the same for every patch, as predicted',
};

const sentences: Readonly<Record<Statistics, string>> = {
  neighbours: 'Brightness and contrast of each hidden patch are averages of the visible patches around it.',
  truth:
    'Brightness and contrast of each patch are the original’s: this uses information the model never had.',
  none: 'Every patch is drawn with the same brightness and contrast.',
};

export const statisticsOf = ({ statistics = 'neighbours' }: Model): Statistics => statistics;

const FEATURES =
  'This file has no decoder, so nothing is reconstructed. Shown are the features of the visible patches: the three directions in which they differ most, as red, green and blue.';

/** Undefined for models that predict pixels. */
export function targetNote(model: Model): string | undefined {
  switch (model.target) {
    case 'pixels':
    case 'unit-pixels':
      return undefined;
    case 'features':
      return FEATURES;
    case 'normalised-pixels':
    case 'normalised-channels':
      return `This model predicts normalised patches. ${sentences[statisticsOf(model)]}`;
  }
}

/** Whether it predicts what is hidden. An encoder alone makes features, of which nothing can be right or wrong. */
export const isPrediction = ({ target }: Model): boolean => target !== 'features';

/** What the network makes of the masked picture. */
export const outputName = ({ target }: Model): string =>
  target === 'features' ? 'Features' : 'Reconstruction';
