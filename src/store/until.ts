/** Waiting for a store to come into a certain state. */
import type { StoreApi } from 'zustand/vanilla';

/**
 * What `select` gives for the first state, now or later, for which it gives something. Rejects with what `select` throws, or with
 * the signal's reason.
 */
export function until<S, T>(
  store: StoreApi<S>,
  select: (state: S) => T | undefined,
  signal: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const finished = new AbortController();
    const look = (): void => {
      try {
        signal.throwIfAborted();
        const found = select(store.getState());
        if (found === undefined) return;
        resolve(found);
      } catch (error) {
        reject(error);
      }
      finished.abort();
    };
    const unsubscribe = store.subscribe(look);
    finished.signal.addEventListener('abort', unsubscribe);
    signal.addEventListener('abort', look, { signal: finished.signal });
    look();
  });
}
