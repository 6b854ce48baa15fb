/**
 * Two at once: the page itself is A; here is B, what it asks for and what came back. B is computed while its mode is open, on the
 * page's runtime or, when its model is another one, on a runtime of its own.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { reconstruct } from '../../../mae/reconstruct';
import type { BackendChoice } from '../../../runtime/inference/backend';
import { type Running, type Runtime, RuntimeFailed, Superseded } from '../../../runtime/inference/client';
import { sentence } from '../../../runtime/message';
import type { Model } from '../../../runtime/models/model';
import { isSettled, type Playground, type Status } from '../../../store/playground';
import type { Result } from '../../../store/scene';
import { type Departures, nextSeed, type SceneB, sceneOfB, settleDepartures } from './departures';

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
  /** What B runs on, if that is not what the page runs on, or that B failed there. */
  readonly status?: Status;

  /** Numbers are brought into range and NaN is ignored; `undefined` makes B the same as A again. */
  depart(change: Departures): void;
  /** Tries again after a failure. */
  retry(): void;
}

/** What the comparison needs from the world around it. */
export interface CompareWorld {
  readonly playground: StoreApi<Playground>;
  /** The page's. */
  readonly runtime: Runtime;
  /** Makes a runtime for a second model; called once, when it is first needed. */
  readonly spawnRuntime: () => Runtime;
}

/** What B runs on. */
export const statusOfB = (page: Playground, { status }: Compare): Status => status ?? page.status;

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

export function createCompare({ playground, runtime, spawnRuntime }: CompareWorld): StoreApi<Compare> {
  /** The second runtime, and what it was last told to load; without that it has no worker. */
  let second: Runtime | undefined;
  let own: { readonly model: Model; readonly chosen: BackendChoice } | undefined;
  let isComputing = false;

  const store = createStore<Compare>()((set, get) => ({
    depart: (change) => {
      set({ departures: settleDepartures(get().departures ?? {}, change) });
      update();
    },
    retry: () => {
      own = undefined;
      set({ status: undefined });
      const page = playground.getState();
      if (page.status.kind === 'failed') void page.reload();
      else update();
    },
  }));
  const { getState: get, setState: set } = store;

  /** Brings B up to what the page and the departures say now. */
  function update(): void {
    const page = playground.getState();
    if (page.mode !== 'compare') return release();
    const departures = get().departures ?? { seed: nextSeed(page.masking) };
    const scene = sceneOfB(page, departures, get().scene);
    if (departures !== get().departures || scene !== get().scene) {
      // What failed on the page's runtime may work with other settings.
      set({ departures, scene, ...(own ? {} : { status: undefined }) });
    }
    if (!scene) return;
    if (scene.model.id === page.model.id) release();
    else if (own?.model !== scene.model || own.chosen !== page.backend) void load(scene.model, page.backend);
    pairUp();
    void compute();
  }

  /** Gives up the second model. */
  function release(): void {
    if (!own) return;
    own = undefined;
    set({ status: undefined });
    second?.release();
  }

  /** Loads B's own model; `backend` is another than the person's choice when that one has failed. */
  async function load(model: Model, chosen: BackendChoice, backend = chosen): Promise<void> {
    const asked = { model, chosen };
    own = asked;
    second ??= spawnRuntime();
    set({ status: { kind: 'loading', received: 0, total: 0 } });
    try {
      const running = await second.load(model, backend, (received, total) => {
        if (own === asked) set({ status: { kind: 'loading', received, total } });
      });
      if (own !== asked) return;
      set({ status: { kind: 'running', running } });
      await compute();
    } catch (error) {
      if (own === asked && !(error instanceof Superseded)) fail(model, error);
    }
  }

  function fail({ title }: Model, error: unknown): void {
    set({ status: { kind: 'failed' } });
    playground.getState().reportProblem(`${title} cannot run here: ${sentence(error)}.`);
  }

  /** What is to be computed next, if anything is. */
  function nextJob() {
    const page = playground.getState();
    const { scene } = get();
    const running = runningOfB(page, get());
    if (page.mode !== 'compare' || !scene || !running || isSettledB(page, get())) return undefined;
    return { scene, running, predict: own && second ? second.enqueue : runtime.enqueue };
  }

  /** One reconstruction after the other, each of what is wanted by then, until B is what is wanted. */
  async function compute(): Promise<void> {
    if (isComputing) return;
    isComputing = true;
    // A asks for its own reconstruction in the same turn, and comes first.
    await Promise.resolve();
    for (let job = nextJob(), last: typeof job; job; job = nextJob()) {
      // What was refused is not asked for again until something has changed.
      if (job.scene === last?.scene && job.running === last.running) break;
      last = job;
      const { scene, running, predict } = job;
      try {
        const made = await reconstruct(scene.square, scene.plan, scene.model, predict);
        set({ result: { ...made, scene, running } });
        pairUp();
      } catch (error) {
        if (!(error instanceof Superseded)) recover(scene, running, error);
      }
    }
    isComputing = false;
  }

  /** After a failed reconstruction: on without WebGPU if that was it, otherwise B waits for the person. */
  function recover({ model }: SceneB, running: Running, error: unknown): void {
    const page = playground.getState();
    // Somebody else has seen it too, or it is no longer wanted.
    if (runningOfB(page, get()) !== running) return;
    const isBroken = error instanceof RuntimeFailed;
    const isOnPage = !own;
    if (isBroken && running.backend === 'webgpu') {
      if (isOnPage) page.setBackend('auto');
      else void load(model, page.backend, 'auto');
      page.reportProblem(`WebGPU stopped working (${error.message}). The page goes on without it.`);
      return;
    }
    // The worker that A needs as well has ended.
    if (isBroken && isOnPage) void page.reload();
    fail(model, error);
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
