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
  /** Of weights, averages and pictures; not noted of what was kept by an older page. */
  readonly bytes?: number;
}

/** All reject where the browser keeps nothing. */
export interface Shelf {
  /** The newest first. */
  list(): Promise<readonly Kept[]>;
  /** With its last checkpoint and, until it has ended, its pictures. */
  keep(run: Run, at: number, pictures: readonly Raster[]): Promise<Kept>;
  picturesOf(id: string): Promise<readonly Raster[] | undefined>;
  progressOf(id: string): Promise<Progress | undefined>;
  remove(id: string): Promise<void>;
}

export const SHELVES = ['facts', 'progress', 'pictures'] as const;
type ShelfName = (typeof SHELVES)[number];

const bytesIn = (arrays: readonly ArrayBufferView[]): number =>
  arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);

const bytesOf = ({ progress }: Run): number =>
  progress
    ? bytesIn([progress.parameters, progress.first, progress.second].flatMap((all) => [...all.values()]))
    : 0;

export function createShelf(records: Records<ShelfName>): Shelf {
  /** Whose pictures are there: as they stay the same, they are written once. */
  const withPictures = new Set<string>();
  return {
    list: async () => {
      const all = (await records.all('facts')) as readonly Kept[];
      return [...all].sort((a, b) => b.at - a.at);
    },
    keep: async (run, at, pictures) => {
      const { id, phase, progress } = run;
      const isEnded = phase === 'ended';
      const wanted = isEnded ? [] : pictures;
      const bytes = bytesOf(run) + bytesIn(wanted.map(({ data }) => data));
      const facts: Kept = { ...factsOf(run), at, isEnded, bytes };
      const isFirst = !isEnded && !withPictures.has(id);
      await records.put(id, { facts, progress, ...(isFirst && { pictures }) });
      if (isFirst) withPictures.add(id);
      if (isEnded) await records.remove(id, ['pictures']);
      return facts;
    },
    picturesOf: async (id) => {
      const pictures = (await records.get('pictures', id)) as readonly Raster[] | undefined;
      if (pictures) withPictures.add(id);
      return pictures;
    },
    progressOf: async (id) => (await records.get('progress', id)) as Progress | undefined,
    remove: async (id) => {
      await records.remove(id, SHELVES);
      withPictures.delete(id);
    },
  };
}
