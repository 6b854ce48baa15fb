/** What this browser keeps of runs, and in which of its tabs each of them goes on. */
import type { Raster } from '../../../mae/raster';
import type { Locks } from '../../../runtime/browser/locks';
import type { OtherTabs } from '../../../runtime/browser/otherTabs';
import { sentenceOf } from '../../../runtime/message';
import { type Said, said } from '../../../words/said';
import type { Run } from './run';
import type { Kept, Shelf } from './shelf';

export interface KeptRuns {
  /** Of this visit and those before it, in whichever tab: the newest first. */
  readonly kept: readonly Kept[];
  /** The ids of runs that go on in another tab: two would write over each other. */
  readonly elsewhere: readonly string[];
  /** The browser keeps nothing, or not the newest checkpoint of a run in sight: closed, it loses what came since. */
  readonly isNotKept: boolean;

  /** Deletes what is kept of runs, unless they go on in another tab. Never rejects. */
  forget(...ids: readonly string[]): Promise<void>;
}

export interface KeepingWorld {
  readonly shelf: Shelf;
  /** By the ids of runs. */
  readonly locks: Locks;
  readonly otherTabs: OtherTabs;
  /** In milliseconds since 1970. */
  readonly date: () => number;
}

/** None rejects. */
export interface Keeping {
  readonly state: KeptRuns;
  /** Makes a run this tab's own; whether it is now, and was not before. That another tab has it is told. */
  take(id: string): Promise<boolean>;
  /** When all of it is kept, any tab can have it. */
  letGo(id: string): Promise<void>;
  /** It is out of sight: that its newest checkpoint was not kept is not told any longer. */
  closed(id: string): void;
  /** The run's last checkpoint. */
  keep(run: Run, pictures: readonly Raster[]): Promise<void>;
  refresh(): Promise<void>;
}

/** In place of a run's id: that the browser keeps nothing at all. */
const NOTHING = '';

export function keeping(
  { shelf, locks, otherTabs, date }: KeepingWorld,
  tellProblem: (problem: Said) => void,
  set: (changes: Partial<KeptRuns>) => void,
  isInSight: (id: string) => boolean,
): Keeping {
  /** This tab's own, with what lets them go. */
  const mine = new Map<string, () => void>();
  const leaving = new Map<string, Promise<void>>();
  const watched = new Set<string>();
  /** Runs in sight whose newest checkpoint the browser did not keep; or that it keeps nothing. */
  const unkept = new Set<string>();
  let written: Promise<void> = Promise.resolve();
  let looks = 0;

  function note(id: string, isKept: boolean): void {
    if (isKept) unkept.delete(id);
    else unkept.add(id);
    set({ isNotKept: unkept.size > 0 });
  }

  /** Another tab that is closed tells nobody. */
  async function watch(id: string): Promise<void> {
    if (watched.has(id)) return;
    watched.add(id);
    await locks.whenFree(id);
    watched.delete(id);
    await refresh();
  }

  async function refresh(): Promise<void> {
    const look = ++looks;
    try {
      const [kept, held] = await Promise.all([shelf.list(), locks.held()]);
      // One that began later has seen more.
      if (look !== looks) return;
      const elsewhere = held.filter((id) => !mine.has(id));
      set({ kept, elsewhere });
      for (const id of elsewhere) void watch(id);
    } catch {
      note(NOTHING, false);
    }
  }

  async function tell(): Promise<void> {
    otherTabs.tell();
    await refresh();
  }

  async function take(id: string): Promise<boolean> {
    await leaving.get(id);
    if (mine.has(id)) return false;
    mine.set(id, () => undefined);
    const free = await locks.take(id);
    if (free) mine.set(id, free);
    else {
      mine.delete(id);
      tellProblem(said('train.hasOtherTab'));
    }
    await tell();
    return free !== undefined;
  }

  async function left(id: string): Promise<void> {
    await written;
    mine.get(id)?.();
    mine.delete(id);
    leaving.delete(id);
    await tell();
  }

  function letGo(id: string): Promise<void> {
    const going = leaving.get(id) ?? (mine.has(id) ? left(id) : Promise.resolve());
    if (mine.has(id)) leaving.set(id, going);
    return going;
  }

  async function write(run: Run, pictures: readonly Raster[]): Promise<void> {
    try {
      await shelf.keep(run, date(), pictures);
      note(NOTHING, true);
      note(run.id, true);
      await tell();
    } catch {
      // One that is closed meanwhile is not in sight any more.
      note(run.id, !isInSight(run.id));
    }
  }

  otherTabs.hear(() => void refresh());
  return {
    take,
    letGo,
    refresh,
    closed: (id) => note(id, true),
    keep: (run, pictures) => {
      written = written.then(() => write(run, pictures));
      return written;
    },
    state: {
      kept: [],
      elsewhere: [],
      isNotKept: false,
      forget: async (...ids) => {
        for (const id of ids) {
          await leaving.get(id);
          if (!(await take(id))) continue;
          await shelf.remove(id).catch((error) => tellProblem(sentenceOf(error)));
          await letGo(id);
        }
      },
    },
  };
}
