/** What is said when the runtime fails: never in the words of an engine alone. */
import { messageOf } from '../message';
import { quoted } from '../quoted';

const MEMORY = /out of memory|allocat|bad_alloc|memory limit/i;

const inWords = (who: string, said: string): string =>
  MEMORY.test(said) ? 'this device does not give it enough memory' : `${who} ${quoted(said, 160)}`;

/** As the promise; what onnxruntime or a driver rejects it with becomes half a sentence. */
export async function told<Value>(asked: Promise<Value>): Promise<Value> {
  try {
    return await asked;
  } catch (error) {
    throw new Error(inWords('onnxruntime reports', messageOf(error)), { cause: error });
  }
}

/** Half a sentence. Plain Errors have one of ours as their message; those of other kinds come from the browser. */
export function halfSentence(error: unknown): string {
  const said = messageOf(error);
  const isOurs = error instanceof Error && error.constructor === Error;
  return isOurs ? said : inWords('it broke off with', said);
}
