/** What is said when the runtime fails: never in the words of an engine alone. */
import { type Said, said } from '../../words/said';
import { Sentence } from '../message';
import { quoted } from '../quoted';

const MEMORY = /out of memory|allocat|bad_alloc|memory limit|memory size exceeded|grow.*memory|memory\.grow/i;

function inWords(whose: 'inference.engineReports' | 'inference.brokeOff', error: unknown): Said {
  const words = error instanceof Error ? error.message : String(error);
  return MEMORY.test(words) ? said('inference.noMemory') : said(whose, { words: quoted(words, 160) });
}

/** As the promise; what onnxruntime or a driver rejects it with becomes a `Sentence`, half of one. */
export async function told<Value>(asked: Promise<Value>): Promise<Value> {
  try {
    return await asked;
  } catch (error) {
    throw new Sentence(inWords('inference.engineReports', error), { cause: error });
  }
}

/** Half a sentence. A `Sentence` brings one of ours; all other errors come from the browser. */
export const halfSentence = (error: unknown): Said =>
  error instanceof Sentence ? error.said : inWords('inference.brokeOff', error);
