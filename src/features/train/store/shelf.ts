/** Runs as they are kept in this browser: facts, the last checkpoint, and the pictures, which stay the same. */
import type { Raster } from '../../../mae/raster';
import type { Records } from '../../../runtime/browser/records';
import type { Progress } from '../../../runtime/train/options';
import { factsOf, type Run, type RunFacts } from './run';

export interface Kept extends RunFacts {
  /** When, in milliseconds since 1970. */
  readonly at: number;
  /** All its steps are made, or it was stopped. */
  readonly isEnded: boolean;
}

/** All reject where the browser keeps nothing. */
export interface Shelf {
  /** The newest first. */
  list(): Promise<readonly Kept[]>;
  /** With its last checkpoint, and the first time with its pictures. Of one that has ended they are forgotten. */
  keep(run: Run, at: number, pictures?: readonly Raster[]): Promise<Kept>;
  picturesOf(id: string): Promise<readonly Raster[] | undefined>;
  progressOf(id: string): Promise<Progress | undefined>;
  remove(id: string): Promise<void>;
}

export const SHELVES = ['facts', 'progress', 'pictures'] as const;
type ShelfName = (typeof SHELVES)[number];

export function createShelf(records: Records<ShelfName>): Shelf {
  return {
    list: async () => {
      const all = (await records.all('facts')) as readonly Kept[];
      return [...all].sort((a, b) => b.at - a.at);
    },
    keep: async (run, at, pictures) => {
      const facts: Kept = { ...factsOf(run), at, isEnded: run.phase === 'ended' };
      await records.put(run.id, { facts, progress: run.progress, ...(pictures && { pictures }) });
      if (facts.isEnded) await records.remove(run.id, ['pictures']);
      return facts;
    },
    picturesOf: async (id) => (await records.get('pictures', id)) as readonly Raster[] | undefined,
    progressOf: async (id) => (await records.get('progress', id)) as Progress | undefined,
    remove: (id) => records.remove(id, SHELVES),
  };
}
