/** Lets the browser draw and hear before work goes on. */

interface Scheduler {
  yield?(): Promise<void>;
}

/** Resolves in a task of its own; where the browser knows what is more urgent, after that. */
export const breathe = (): Promise<void> =>
  (globalThis as { scheduler?: Scheduler }).scheduler?.yield?.() ??
  new Promise((resolve) => setTimeout(resolve));
