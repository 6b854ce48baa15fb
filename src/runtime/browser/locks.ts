/** Names that a tab or a thread holds for as long as it lives: whatever ends it, the browser takes them back. */

export interface Locks {
  /** Holds a name until what it resolves with is called; undefined where it is held already. */
  take(name: string): Promise<(() => void) | undefined>;
  /** Resolves once nobody holds it. */
  whenFree(name: string): Promise<void>;
  /** All that are held, by whomever. */
  held(): Promise<readonly string[]>;
}

/** Of this scope. Where the browser has no locks everybody gets a name, and nobody is seen to hold any. */
export function findLocks(scope: 'run' | 'thread'): Locks {
  // Browsers have them only for pages that come by https, or from localhost.
  const locks: LockManager | undefined = globalThis.navigator?.locks;
  const begin = `${scope} `;
  return {
    take: (name) =>
      new Promise((resolve) => {
        const hold = (lock: Lock | null): Promise<void> | undefined => {
          if (lock) return new Promise<void>((release) => resolve(release));
          resolve(undefined);
        };
        const asked = locks?.request(begin + name, { ifAvailable: true }, hold) ?? Promise.reject();
        asked.catch(() => resolve(() => undefined));
      }),
    whenFree: (name) =>
      new Promise((resolve) => {
        // Those who wait have it for a moment themselves, which nobody must take for more: shared, and over before they go on.
        locks
          ?.request(begin + name, { mode: 'shared' }, () => undefined)
          .then(resolve)
          .catch(() => undefined);
      }),
    held: async () => {
      const { held = [] } = (await locks?.query().catch(() => undefined)) ?? {};
      const names = held.filter(({ mode }) => mode === 'exclusive').map(({ name = '' }) => name);
      return names.filter((name) => name.startsWith(begin)).map((name) => name.slice(begin.length));
    },
  };
}
