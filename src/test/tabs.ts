/** Tabs of one browser, in what they hold of it and tell each other. */
import type { Locks } from '../runtime/browser/locks';
import type { OtherTabs } from '../runtime/browser/otherTabs';

export interface ToyTab {
  readonly locks: Locks;
  readonly otherTabs: OtherTabs;
  /** As a tab that is closed or crashes: what it holds is free, and nothing is told. */
  close(): void;
}

export class ToyBrowser {
  /** Names, and the tabs that hold them. */
  readonly holders = new Map<string, ToyTab>();
  private waiting: { name: string; resolve: () => void }[] = [];
  private readonly ears: { tab: ToyTab; listener: () => void }[] = [];

  private free(name: string): void {
    this.holders.delete(name);
    const free = this.waiting.filter((one) => one.name === name);
    this.waiting = this.waiting.filter((one) => one.name !== name);
    for (const { resolve } of free) resolve();
  }

  openTab(): ToyTab {
    const { holders, ears } = this;
    const tab: ToyTab = {
      locks: {
        take: async (name) => {
          if (holders.has(name)) return undefined;
          holders.set(name, tab);
          return () => this.free(name);
        },
        whenFree: (name) =>
          holders.has(name)
            ? new Promise((resolve) => this.waiting.push({ name, resolve }))
            : Promise.resolve(),
        held: async () => [...holders.keys()],
      },
      otherTabs: {
        tell: () => {
          for (const ear of ears) if (ear.tab !== tab) ear.listener();
        },
        hear: (listener) => ears.push({ tab, listener }),
      },
      close: () => {
        for (const [name, holder] of holders) if (holder === tab) this.free(name);
      },
    };
    return tab;
  }
}
