/** Sentences that are made one by one, and read one after the other. */
import type { Words } from '../words/said';
import { say, spell } from '../words/say';

export const together = (sentences: readonly Words[]): string =>
  sentences.map(spell).reduce((before, after) => say('page.together', { before, after }));
