/** What is said when a run breaks off. */
import { type Said, said } from '../../words/said';
import { halfSentence } from '../inference/words';

/** Half a sentence. */
export function whyOf(error: unknown): Said {
  const why = halfSentence(error);
  return why.key === 'inference.noMemory' ? said('training.noMemory') : why;
}
