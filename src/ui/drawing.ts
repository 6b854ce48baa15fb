/** What must be said of pictures by models that predict normalised pixels, by where brightness and contrast come from. */
import type { Statistics } from '../mae/target';
import type { Model } from '../runtime/model';

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

/** Undefined for models that predict pixels. */
export const drawingWords = (model: Model): string | undefined =>
  model.target === 'normalised-pixels'
    ? `This model predicts normalised patches. ${sentences[statisticsOf(model)]}`
    : undefined;
