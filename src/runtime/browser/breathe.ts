/** Lets the browser answer, and paint, between two pieces of work that are long together. */

interface Yielding {
  readonly scheduler?: { yield?(): Promise<void> };
}

/** Resolves in another task than this one: soon, and before work that is less urgent where the browser can tell. */
export const breathe = (): Promise<void> =>
  (globalThis as Yielding).scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
