/**
 * Two at once: the page itself is A; here is B, what it asks for and what came back. B is computed while its mode is open, on the
 * page's engine or, when its model is another one, on an engine of its own.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { seedAfter } from '../../../mae/random';
import type { BackendChoice } from '../../../runtime/inference/backend';
import type { Engine } from '../../../runtime/inference/engine';
import { type EngineState, newProblem } from '../../../runtime/inference/engineState';
import { Superseded } from '../../../runtime/inference/requests';
import type { Result, Running } from '../../../runtime/inference/scene';
import { messageOf } from '../../../runtime/message';
import { isSameNetwork, type Model } from '../../../runtime/models/model';
import { isSettled, type Playground } from '../../../store/playground';
import { said } from '../../../words/said';
import { choose, type Departures, type SceneB, sceneOfB, settleDepartures } from './departures';

export interface ResultB extends Result {
  readonly scene: SceneB;
}

/** Two results of the same square. */
export interface Pair {
  readonly a: Result;
  readonly b: ResultB;
}

export interface Compare {
  /** Absent until the mode is opened for the first time. */
  readonly departures?: Departures;
  /** The scene that A's settings and the departures describe. */
  readonly scene?: SceneB;
  readonly result?: ResultB;
  /** The newest results that can be compared. */
  readonly pair?: Pair;
  /** What became of B's own model; or that B failed on the page's. */
  readonly status?: EngineState;

  /** Lets B differ in one thing, and in that alone. Numbers are brought into range, NaN is ignored; `undefined` makes it A's again. */
  choose(change: Departures): void;
  /** The same, with the other departures left as they are: a link may name several. */
  depart(change: Departures): void;
  /** Tries again after a failure. */
  retry(): void;
}

/** What the comparison needs from the world around it. */
export interface CompareWorld {
  readonly playground: StoreApi<Playground>;
  /** The page's. */
  readonly engine: Engine;
  /** Makes an engine for a second model; called once, when it is first needed. */
  readonly spawnEngine: () => Engine;
}

/** What B runs on. */
export const statusOfB = (page: Playground, { status }: Compare): EngineState => status ?? page.status;

const runningOfB = (page: Playground, compare: Compare): Running | undefined => {
  const status = statusOfB(page, compare);
  return status.kind === 'running' ? status.running : undefined;
};

/** True when B's picture belongs to B's settings. */
const isSettledB = (page: Playground, compare: Compare): boolean =>
  compare.result !== undefined &&
  compare.result.scene === compare.scene &&
  compare.result.running === runningOfB(page, compare);

/** True when everything that is shown belongs to the settings on the page. */
export const isCompared = (page: Playground, compare: Compare): boolean =>
  isSettled(page) && isSettledB(page, compare);

export function createCompare({ playground, engine, spawnEngine }: CompareWorld): StoreApi<Compare> {
  /** The second engine, and what it was last told to load; without that it is idle. */
  let second: Engine | undefined;
  let own: { readonly model: Model; readonly chosen: BackendChoice } | undefined;
  /** What is being reconstructed for B. */
  let asked: { readonly scene: SceneB; readonly controller: AbortController } | undefined;

  const store = createStore<Compare>()((set, get) => ({
    choose: (change) => {
      set({ departures: choose(get().departures ?? {}, change) });
      update();
    },
    depart: (change) => {
      set({ departures: settleDepartures(get().departures ?? {}, change) });
      update();
    },
    retry: () => {
      own = undefined;
      set({ status: undefined });
      const page = playground.getState();
      if (page.status.kind === 'failed') page.reload();
      else update();
    },
  }));
  const { getState: get, setState: set } = store;

  /** Brings B up to what the page and the departures say now. */
  function update(): void {
    const page = playground.getState();
    if (page.mode !== 'compare') {
      asked?.controller.abort();
      return release();
    }
    const departures = get().departures ?? { seed: seedAfter(page.masking.seed) };
    const scene = sceneOfB(page, departures, get().scene);
    if (departures !== get().departures || scene !== get().scene) {
      // What failed on the page's engine may work with other settings.
      set({ departures, scene, ...(own ? {} : { status: undefined }) });
    }
    if (!scene) return;
    // What waits for a model that B has no more would wait for ever.
    if (asked && !isSameNetwork(asked.scene.model, scene.model)) asked.controller.abort();
    if (isSameNetwork(scene.model, page.model)) release();
    else if (own?.model !== scene.model || own.chosen !== page.backend) load(scene.model, page.backend);
    pairUp();
    void ask();
  }

  /** Gives up the second model. */
  function release(): void {
    if (!own) return;
    own = undefined;
    set({ status: undefined });
    second?.release();
  }

  /** Loads B's own model. */
  function load(model: Model, chosen: BackendChoice): void {
    own = { model, chosen };
    second ??= spawnSecond();
    second.load(model, chosen);
  }

  function spawnSecond(): Engine {
    const spawned = spawnEngine();
    spawned.subscribe((status, before) => {
      if (!own) return;
      set({ status });
      const problem = newProblem(status, before);
      if (problem) playground.getState().reportProblem(problem);
      void ask();
    });
    return spawned;
  }

  /** One reconstruction after the other, each of what is wanted by then, until B is what is wanted. */
  async function ask(): Promise<void> {
    const page = playground.getState();
    const { scene } = get();
    if (asked || page.mode !== 'compare' || !scene || !runningOfB(page, get()) || isSettledB(page, get()))
      return;
    const controller = new AbortController();
    asked = { scene, controller };
    try {
      const result = await (own && second ? second.run(scene) : engine.enqueue(scene, controller.signal));
      set({ result: { ...result, scene } });
      pairUp();
    } catch (error) {
      const isWanted = !controller.signal.aborted && !(error instanceof Superseded);
      // Of its own engine the state says what is wrong.
      if (isWanted && !own) fail(scene.model, page.backend, error);
    }
    asked = undefined;
    void ask();
  }

  /** What the page's engine could not do for B waits for the person. */
  function fail(model: Model, choice: BackendChoice, error: unknown): void {
    const problem = said('inference.cannotRun', { title: model.title, why: messageOf(error) });
    set({ status: { kind: 'failed', order: { model, choice }, problem } });
    playground.getState().reportProblem(problem);
  }

  function pairUp(): void {
    const { result: a } = playground.getState();
    const { result: b, pair } = get();
    if (!a || !b || b.scene.beside !== a.scene.square) return;
    if (pair?.a !== a || pair.b !== b) set({ pair: { a, b } });
  }

  playground.subscribe(update);
  return store;
}
