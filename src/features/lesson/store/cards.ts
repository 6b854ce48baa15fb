/** The lesson: what each card sets the page to, what it asks, and what it says once a guess is made. */
import type { Phrase } from '../../../words/said';

export interface Card {
  readonly title: Phrase;
  readonly words: Phrase;
  readonly question: Phrase;
  readonly options: readonly Phrase[];
  /** The place of the right one among the options. */
  readonly right: number;
  readonly answer: Phrase;
  /** What to do next with the page itself. */
  readonly trial: Phrase;
  /** The page as a link says it; model, photograph and crop stay as they are where it names none. */
  readonly setting: string;
  /** The same after the guess, where something else is to be seen then. */
  readonly after?: string;
  /** Whether reconstruction and original are covered until the guess. */
  readonly isCovered?: boolean;
}

/** In their order. The names stand in links. */
export const cards = {
  hide: {
    title: 'lesson.hideTitle',
    words: 'lesson.hideWords',
    question: 'lesson.hideQuestion',
    options: ['lesson.hideNothing', 'lesson.hideShapes', 'lesson.hideEverything'],
    right: 1,
    answer: 'lesson.hideAnswer',
    trial: 'lesson.hideTrial',
    setting: 'ratio=0.75&pasted=yes',
    isCovered: true,
  },
  visible: {
    title: 'lesson.visibleTitle',
    words: 'lesson.visibleWords',
    question: 'lesson.visibleQuestion',
    options: ['lesson.visibleBoth', 'lesson.visibleEncoder', 'lesson.visibleNeither'],
    right: 1,
    answer: 'lesson.visibleAnswer',
    trial: 'lesson.visibleTrial',
    setting: 'ratio=0.75&view=steps',
  },
  loss: {
    title: 'lesson.lossTitle',
    words: 'lesson.lossWords',
    question: 'lesson.lossQuestion',
    options: ['lesson.lossHidden', 'lesson.lossVisible', 'lesson.lossNowhere'],
    right: 1,
    answer: 'lesson.lossAnswer',
    trial: 'lesson.lossTrial',
    setting: 'ratio=0.75',
    isCovered: true,
  },
  places: {
    title: 'lesson.placesTitle',
    words: 'lesson.placesWords',
    question: 'lesson.placesQuestion',
    options: ['lesson.placesSorted', 'lesson.placesJumble', 'lesson.placesGrey'],
    right: 1,
    answer: 'lesson.placesAnswer',
    trial: 'lesson.placesTrial',
    setting: 'ratio=0.5&places=shuffled',
    isCovered: true,
  },
  interpolation: {
    title: 'lesson.interpolationTitle',
    words: 'lesson.interpolationWords',
    question: 'lesson.interpolationQuestion',
    options: ['lesson.interpolationNetwork', 'lesson.interpolationEqual', 'lesson.interpolationSurface'],
    right: 0,
    answer: 'lesson.interpolationAnswer',
    trial: 'lesson.interpolationTrial',
    setting: 'ratio=0.75&pasted=yes',
    after: 'mode=interpolation&ratio=0.75',
    isCovered: true,
  },
  ratio: {
    title: 'lesson.ratioTitle',
    words: 'lesson.ratioWords',
    question: 'lesson.ratioQuestion',
    options: ['lesson.ratioFar', 'lesson.ratioHardly', 'lesson.ratioWord'],
    right: 1,
    answer: 'lesson.ratioAnswer',
    trial: 'lesson.ratioTrial',
    setting: 'ratio=0.15&pasted=yes',
    after: 'mode=interpolation&ratio=0.15',
    isCovered: true,
  },
  strategy: {
    title: 'lesson.strategyTitle',
    words: 'lesson.strategyWords',
    question: 'lesson.strategyQuestion',
    options: ['lesson.strategyEasier', 'lesson.strategyHarder', 'lesson.strategySame'],
    right: 1,
    answer: 'lesson.strategyAnswer',
    trial: 'lesson.strategyTrial',
    setting: 'ratio=0.5&strategy=block&pasted=yes',
    isCovered: true,
  },
  leak: {
    title: 'lesson.leakTitle',
    words: 'lesson.leakWords',
    question: 'lesson.leakQuestion',
    options: ['lesson.leakNetwork', 'lesson.leakTruth', 'lesson.leakNothing'],
    right: 1,
    answer: 'lesson.leakAnswer',
    trial: 'lesson.leakTrial',
    setting: 'ratio=0.75&pasted=yes',
  },
  limits: {
    title: 'lesson.limitsTitle',
    words: 'lesson.limitsWords',
    question: 'lesson.limitsQuestion',
    options: ['lesson.limitsReads', 'lesson.limitsBlur', 'lesson.limitsInvents'],
    right: 1,
    answer: 'lesson.limitsAnswer',
    trial: 'lesson.limitsTrial',
    setting: 'image=letters&ratio=0.5&pasted=yes',
    isCovered: true,
  },
  use: {
    title: 'lesson.useTitle',
    words: 'lesson.useWords',
    question: 'lesson.useQuestion',
    options: ['lesson.useDecoder', 'lesson.useEncoder', 'lesson.useBoth'],
    right: 1,
    answer: 'lesson.useAnswer',
    trial: 'lesson.useTrial',
    setting: 'ratio=0.75&view=steps',
    after: 'mode=recognise',
  },
} as const satisfies Record<string, Card>;

export type CardId = keyof typeof cards;

export const cardIds = Object.keys(cards) as CardId[];

/** Undefined before the first and after the last. */
export const cardAfter = (id: CardId, steps: 1 | -1): CardId | undefined =>
  cardIds[cardIds.indexOf(id) + steps];
