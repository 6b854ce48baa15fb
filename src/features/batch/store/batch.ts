/**
 * Many files, one after the other. Of each only its numbers and one small PNG are kept, so that thousands fit in memory: a decoded
 * photograph lives no longer than its turn.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { messageOf } from '../../../runtime/message';
import type { BroughtFile, Gathered, Unreadable } from '../../../store/brought';
import { type Said, said, type Words } from '../../../words/said';
import { type BatchWorld, type Done, reconstructFile } from './reconstructFile';
import { type BatchSettings, type Seeds, settingsNow } from './settings';

export interface Batch {
  /** For the next job. */
  readonly seeds: Seeds;
  /** Absent until files are brought. */
  readonly settings?: BatchSettings;
  readonly phase: 'idle' | 'running' | 'stopped' | 'done';
  /** True while folders are being looked through. */
  readonly gathering: boolean;
  readonly total: number;
  /** How many files have had their turn. */
  readonly position: number;
  /** What those took, in milliseconds, without waiting for the model. */
  readonly spentMs: number;
  readonly done: readonly Done[];
  readonly unreadable: readonly Unreadable[];
  readonly ignored: number;
  /** Why the job stopped, as half a sentence; absent if the person stopped it. */
  readonly problem?: Words;

  setSeeds(seeds: Seeds): void;
  /** Appends files to the job that is there, or begins one with the page's settings. `found` never rejects. */
  add(found: Promise<Gathered>): Promise<void>;
  /** Stops and keeps what is done. */
  cancel(): void;
  /** Goes on after a stop, with the file that was interrupted. */
  goOn(): void;
  /** All files again, with the settings that the page has now. */
  again(): void;
  clear(): void;
}

const NOTHING_DONE: Partial<Batch> & Pick<Batch, 'position' | 'spentMs' | 'done'> = {
  position: 0,
  spentMs: 0,
  done: [],
  problem: undefined,
};

const NOTHING_BROUGHT = {
  ...NOTHING_DONE,
  settings: undefined,
  phase: 'idle',
  total: 0,
  unreadable: [],
  ignored: 0,
} as const;

const noPicture = (ignored: number): Said =>
  ignored === 0 ? said('batch.nothingBrought') : said('batch.noPicture', { ignored });

export function createBatch(world: BatchWorld): StoreApi<Batch> {
  const { playground } = world;
  let files: readonly BroughtFile[] = [];
  /** Those that could not even be opened: unreadable whatever the settings. */
  let closed: readonly Unreadable[] = [];
  let working = new AbortController();

  return createStore<Batch>()((set, get) => {
    async function work(settings: BatchSettings, signal: AbortSignal): Promise<void> {
      for (let { position } = get(); position < files.length; position++) {
        await world.engine.ready(settings.model, signal);
        const begun = performance.now();
        const outcome = await reconstructFile(world, files[position], position, settings, signal);
        signal.throwIfAborted();
        const { spentMs, done, unreadable } = get();
        const kept: Partial<Batch> =
          'why' in outcome ? { unreadable: [...unreadable, outcome] } : { done: [...done, outcome] };
        set({ ...kept, position: position + 1, spentMs: spentMs + performance.now() - begun });
      }
      set({ phase: 'done' });
    }

    function start(settings: BatchSettings): void {
      working.abort();
      working = new AbortController();
      const { signal } = working;
      set({ settings, phase: 'running', problem: undefined });
      const { status, reload } = playground.getState();
      if (status.kind === 'failed') reload();
      work(settings, signal).catch((error) => {
        if (!signal.aborted) set({ phase: 'stopped', problem: messageOf(error) });
      });
    }

    const startAfresh = (): void => start(settingsNow(playground.getState(), get().seeds));

    return {
      ...NOTHING_BROUGHT,
      seeds: 'same',
      gathering: false,

      setSeeds: (seeds) => set({ seeds }),
      add: async (found) => {
        set({ gathering: true });
        const more = await found;
        set({ gathering: false });
        if (more.files.length + more.unreadable.length === 0) {
          return playground.getState().reportProblem(noPicture(more.ignored));
        }
        files = [...files, ...more.files];
        closed = [...closed, ...more.unreadable];
        const { settings, phase, unreadable, ignored } = get();
        set({
          total: files.length,
          unreadable: [...unreadable, ...more.unreadable],
          ignored: ignored + more.ignored,
        });
        if (phase === 'running') return;
        if (settings) start(settings);
        else startAfresh();
      },
      cancel: () => {
        working.abort();
        set({ phase: 'stopped' });
      },
      goOn: () => {
        const { settings } = get();
        if (settings) start(settings);
      },
      again: () => {
        set({ ...NOTHING_DONE, unreadable: closed });
        startAfresh();
      },
      clear: () => {
        working.abort();
        files = closed = [];
        set(NOTHING_BROUGHT);
      },
    };
  });
}
