/** Several things in one sentence, as the language of the page puts them. */
import { said, type Words } from '../../words/said';

type Joint = 'checkpoint.comma' | 'checkpoint.or' | 'checkpoint.semicolon';

/** At least one. */
export const series = (joint: Joint, words: readonly Words[]): Words =>
  words.reduce((all, one) => said(joint, { all, one }));
