/** Models beyond the page's own: what the hub offers, what is being downloaded, and what is kept on this machine. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Download, Stopped } from '../../../runtime/hub/client';
import type { Way } from '../../../runtime/hub/protocol';
import type { Candidates, Offer } from '../../../runtime/hub/repository';
import type { Kept } from '../../../runtime/hub/shelf';
import { readToken } from '../../../runtime/hub/token';
import { type Gpu, NO_GPU } from '../../../runtime/inference/gpu';
import { sentenceOf } from '../../../runtime/message';
import { hubModelId, isSameNetwork, type Model } from '../../../runtime/models/model';
import { canBeRead, chosenIn, readOtherwise } from '../../../runtime/models/readOtherwise';
import { quoted } from '../../../runtime/quoted';
import type { Playground } from '../../../store/playground';
import { type Said, said } from '../../../words/said';
import { speedometer } from './speedometer';
import type { LibraryWorld } from './world';

/** A download that runs, or that was stopped in this visit. */
export interface Loading {
  readonly offer: Offer;
  readonly phase: 'loading' | 'checking' | 'stopped';
  /** Bytes that are there, or that were checked. */
  readonly there: number;
  /** Bytes a second over the last few seconds; undefined at first. */
  readonly speed?: number;
  /** Whether a pause costs nothing; undefined until the server has answered. */
  readonly canPause?: boolean;
}

export interface Library {
  readonly kept: readonly Kept[];
  /** Repositories of which something is kept that is of no use any more. */
  readonly damaged: readonly string[];
  /** Why whole models that are kept are not on the page's list, as sentences by repository. */
  readonly unopened: ReadonlyMap<string, Said>;
  /** What was looked up last. */
  readonly offer?: Offer;
  /** Of what was looked up last, where one of several files has to be chosen. */
  readonly candidates?: Candidates;
  readonly isLooking: boolean;
  /** Whether this browser keeps anything, as it was at the last look-up. */
  readonly canKeep: boolean;
  readonly loading?: Loading;
  /** That the browser lets the page keep in addition; undefined where it does not say. */
  readonly free?: number;
  /** What this browser has for WebGPU, as it was at the last look-up. */
  readonly gpu: Gpu;
  /** A sentence about what went wrong last. */
  readonly problem?: Said;
  /** The repository that a link named which led here. */
  readonly named?: string;
  /** For what the hub does not give to everybody, as it was typed. It is gone when the page is closed. */
  readonly token: string;

  setToken(token: string): void;
  lookUp(text: string): Promise<void>;
  /**
   * Downloads an offer, from where it stopped if a part is there; then changes to the model, unless another one was chosen in the
   * meantime.
   */
  start(offer: Offer): Promise<void>;
  stop(): void;
  /** Reads what is kept, puts every whole model on the page's list that can be opened, and takes off what another tab has deleted. */
  refresh(): Promise<void>;
  /** Puts one on the list that was not opened, and changes to it. */
  tryAgain(offer: Offer): Promise<void>;
  /** Deletes what is kept of a repository. */
  remove(repository: string): Promise<void>;
}

export function createLibrary(world: LibraryWorld): StoreApi<Library> {
  const { playground } = world;
  let current: Download | undefined;
  let newestLookUp = 0;

  /** That is on the page's list. */
  const modelOf = ({ repository }: Offer): Model | undefined =>
    playground.getState().models.find(({ id }) => id === hubModelId(repository));

  const store = createStore<Library>()((set, get) => ({
    kept: [],
    damaged: [],
    unopened: new Map(),
    gpu: NO_GPU,
    isLooking: false,
    canKeep: true,
    token: '',
    ...(world.named !== undefined && { named: world.named }),

    setToken: (token) => set({ token }),
    lookUp: async (text) => {
      const thisLookUp = ++newestLookUp;
      set({ isLooking: true, offer: undefined, candidates: undefined, problem: undefined });
      try {
        const token = readToken(get().token);
        // Where there is no room, nothing need be asked.
        const canKeep = await world.canKeep();
        const [found, free, gpu] = await Promise.all([
          world.lookUp(text, token),
          world.freeBytes(),
          world.probeGpu(),
        ]);
        const shown = 'files' in found ? { candidates: found } : { offer: found };
        if (thisLookUp === newestLookUp) set({ ...shown, free, gpu, canKeep, isLooking: false });
      } catch (error) {
        if (thisLookUp === newestLookUp) set({ problem: sentenceOf(error), isLooking: false });
      }
    },

    start: async (offer) => {
      let way: Way;
      try {
        way = { inMemory: !get().canKeep, token: readToken(get().token) };
      } catch (error) {
        return set({ problem: sentenceOf(error) });
      }
      current?.stop();
      const { model: before } = playground.getState();
      const speed = speedometer(world.now);
      set({ loading: { offer, phase: 'loading', there: 0 }, problem: undefined });
      const download = world.startDownload(offer, way, (progress) => {
        if (current !== download) return;
        const loading: Loading =
          progress.type === 'bytes'
            ? {
                offer,
                phase: 'loading',
                there: progress.there,
                canPause: progress.canPause,
                speed: speed(progress.there),
              }
            : { offer, phase: 'checking', there: progress.checked };
        set({ loading });
      });
      current = download;
      void world.askToKeep();
      try {
        await download.finished;
        if (current !== download) return;
        set({ loading: undefined, offer: undefined });
        await open(offer, true);
        await get().refresh();
        world.otherTabs.tell();
        const { model: now, reading, setModel } = playground.getState();
        const model = modelOf(offer);
        // What was chosen while it came is what the person wants now.
        if (model && isSameNetwork(now, before) && !reading) setModel(model);
      } catch (error) {
        if (current !== download) return;
        const { loading } = get();
        set({
          loading: loading && { ...loading, phase: 'stopped', speed: undefined },
          ...(!(error instanceof Stopped) && { problem: sentenceOf(error) }),
        });
        await get().refresh();
      }
    },

    stop: () => current?.stop(),

    remove: async (repository) => {
      if (get().loading?.offer.repository === repository) {
        const stopped = current;
        current = undefined;
        stopped?.stop();
        set({ loading: undefined });
      }
      const { model, models, setModel } = playground.getState();
      // What runs is read from the file only while it is loaded, but must not be chosen again.
      const id = hubModelId(repository);
      if (model.id === id) setModel(models[0]);
      try {
        await world.remove(repository);
        world.otherTabs.tell();
      } catch (error) {
        console.error(error);
        set({ problem: said('library.notDeleted') });
      }
      playground.getState().forgetModel(id);
      world.readings.forget(repository);
      forget(repository);
      await get().refresh();
    },

    refresh: async () => {
      const [kept, damaged, free] = await Promise.all([
        world.listKept(),
        world.listDamaged(),
        world.freeBytes(),
      ]);
      const before = get().kept;
      set({ kept, damaged, free });
      const isWhole = (repository: string): boolean =>
        kept.some(({ offer, isDone }) => isDone && offer.repository === repository);
      for (const { offer } of before)
        if (!isWhole(offer.repository)) dropDeleted(hubModelId(offer.repository));
      const { loading } = get();
      // Another tab had the download, and is through with it.
      if (loading?.phase === 'stopped' && isWhole(loading.offer.repository))
        set({ loading: undefined, problem: undefined });
      for (const { offer, isDone } of kept) {
        if (isDone && !modelOf(offer) && !get().unopened.has(offer.repository)) await open(offer);
      }
    },

    tryAgain: async (offer) => {
      set({ problem: undefined });
      await open(offer, true);
      const model = modelOf(offer);
      if (model) playground.getState().setModel(model);
    },
  }));

  /** The model that is shown runs on without its file, and stays on the list until another is chosen. */
  function dropDeleted(id: string): void {
    const { model, forgetModel, reportProblem } = playground.getState();
    if (model.id !== id) return forgetModel(id);
    reportProblem(
      said('library.deletedElsewhere', {
        model: typeof model.title === 'string' ? quoted(model.title) : model.title,
      }),
    );
    const unsubscribe = playground.subscribe(({ model: now }) => {
      if (now.id === id) return;
      unsubscribe();
      if (!store.getState().kept.some(({ offer }) => hubModelId(offer.repository) === id)) forgetModel(id);
    });
  }

  /** Puts a kept model on the page's list, or says why not. */
  async function open(offer: Offer, isAskedFor = false): Promise<void> {
    try {
      playground.getState().addModel(asChosen(await world.openKept(offer, isAskedFor), offer));
      forget(offer.repository);
    } catch (error) {
      const problem = sentenceOf(error);
      const unopened = new Map(store.getState().unopened).set(offer.repository, problem);
      store.setState({ problem, unopened });
    }
  }

  /** Read as the person chose at an earlier visit. */
  function asChosen(model: Model, offer: Offer): Model {
    const wanted = world.readings.of(offer);
    const { reading } = model;
    return wanted && reading && canBeRead(model, wanted)
      ? readOtherwise({ ...model, reading }, wanted)
      : model;
  }

  /** Remembers how kept models are read, once that is another than before. */
  function keepReadings({ models }: Playground, { models: before }: Playground): void {
    if (models === before) return;
    for (const { offer, isHeld } of store.getState().kept) {
      const model = modelOf(offer);
      if (!model || isHeld || before.includes(model)) continue;
      const wanted = chosenIn(model);
      if (Object.keys(wanted).length > 0) world.readings.keep(offer, wanted);
    }
  }

  /** What was said of it does not hold any more. */
  function forget(repository: string): void {
    const { unopened } = store.getState();
    store.setState({ unopened: new Map([...unopened].filter(([other]) => other !== repository)) });
  }

  playground.subscribe(keepReadings);
  world.otherTabs.hear(() => void store.getState().refresh());
  return store;
}
