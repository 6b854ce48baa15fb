/** An end for what may never answer. */
import type { Said } from '../words/said';
import { Sentence } from './message';

/** As the promise; rejects with a `Sentence`, half of one, when it has not settled after so many milliseconds. */
export async function within<Value>(
  milliseconds: number,
  promise: Promise<Value>,
  why: Said,
): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Sentence(why)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
