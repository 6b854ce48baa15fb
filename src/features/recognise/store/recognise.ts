/** What the encoder is good for: it tells a person's own piles of pictures apart, while the mode is open. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { patchCount } from '../../../mae/geometry';
import { wholePlan } from '../../../mae/mask';
import { inGrey } from '../../../mae/pixels';
import type { Inspector } from '../../../runtime/inside/inspector';
import { messageOf } from '../../../runtime/message';
import { isSameNetwork, type Model } from '../../../runtime/models/model';
import type { Learned, ToProbe } from '../../../runtime/probe/protocol';
import type { Playground } from '../../../store/playground';
import { said } from '../../../words/said';
import { type Answer, answerFor, type Lesson } from './answer';
import { describe, describeSquare, type Features, type Pool, poolFor } from './describe';
import { type PileState, type PileWorld, pileActions } from './pileActions';
import { canLearn, FEWEST_PILES, type Item, type Pile } from './piles';

export const MODE = 'recognise';

/** What it is at, and how far. */
export interface Work {
  readonly stage: 'reading' | 'describing' | 'learning';
  /** 0 … 1 */
  readonly share: number;
}

export interface Recognise extends PileState {
  readonly pool: Pool;
  /** Whether the page's picture is shown to the encoder whole, or only its visible patches. */
  readonly isWhole: boolean;
  /** Whether all pictures are shown without their colours. */
  readonly isGrey: boolean;
  readonly work?: Work;
  readonly lesson?: Lesson;
  readonly answer?: Answer;

  setPool(pool: Pool): void;
  setWhole(isWhole: boolean): void;
  setGrey(isGrey: boolean): void;
}

export interface RecogniseWorld extends PileWorld {
  readonly inspector: Pick<Inspector, 'look' | 'release'>;
  readonly learn: (
    question: ToProbe,
    onProgress: (share: number) => void,
    signal: AbortSignal,
  ) => Promise<Learned>;
}

/** What is to be learned, and of what. */
interface Wants {
  readonly piles: readonly Pile[];
  readonly pool: Pool;
  readonly isGrey: boolean;
}

/** In colour, and in grey. */
const nothingDescribed = () => [new Map<number, Features>(), new Map<number, Features>()] as const;

export function createRecognise(world: RecogniseWorld): StoreApi<Recognise> {
  const { playground, inspector } = world;
  /** While pictures come in nothing is learned: each would begin it anew. */
  let isReading = 0;
  /** What was described, by the number of its picture; of one network. */
  let described = nothingDescribed();
  let network: Model | undefined;
  /** What is being learned, or was. */
  let learning: { wants: Wants; stopping: AbortController } | undefined;
  /** The same, of the page's picture. */
  let answering: { scene: unknown; lesson: Lesson; isWhole: boolean; stopping: AbortController } | undefined;

  const fail = (error: unknown): void =>
    playground.getState().reportProblem(said('recognise.failed', { reason: messageOf(error) }));

  async function describeAll(
    model: Model,
    items: readonly Item[],
    isGrey: boolean,
    signal: AbortSignal,
  ): Promise<readonly Features[]> {
    const known = described[isGrey ? 1 : 0];
    const missing = items.filter(({ id }) => !known.has(id));
    for (const [i, { id, raster }] of missing.entries()) {
      store.setState({ work: { stage: 'describing', share: i / missing.length } });
      const features = await describe(model, raster, isGrey, inspector, signal);
      signal.throwIfAborted();
      known.set(id, features);
    }
    return items.map(({ id }) => known.get(id) as Features);
  }

  async function learn(model: Model, wants: Wants): Promise<void> {
    const stopping = new AbortController();
    const { signal } = stopping;
    learning = { wants, stopping };
    store.setState({ work: { stage: 'describing', share: 0 } });
    const { piles, pool, isGrey } = wants;
    const items = piles.flatMap((pile) => pile.items);
    const labels = Int32Array.from(piles.flatMap((pile, label) => pile.items.map(() => label)));
    try {
      const seen = await describeAll(model, items, isGrey, signal);
      const plain = items.map((item) => (isGrey ? item.plainInGrey : item.plain));
      const features = {
        encoder: seen.map((one) => one[pool] ?? one.mean),
        pixels: plain.map(({ pixels }) => pixels),
        colours: plain.map(({ colours }) => colours),
      };
      const tell = (share: number): void => store.setState({ work: { stage: 'learning', share } });
      tell(0);
      const learned = await world.learn({ features, labels, classes: piles.length }, tell, signal);
      signal.throwIfAborted();
      store.setState({ work: undefined, lesson: { ...learned, ...wants, model, items, labels } });
    } catch (error) {
      if (signal.aborted) return;
      store.setState({ work: undefined });
      fail(error);
    }
  }

  async function answer({ scene, model }: Playground, lesson: Lesson, isWhole: boolean): Promise<void> {
    if (!scene) return;
    const stopping = new AbortController();
    answering = { scene, lesson, isWhole, stopping };
    const { signal } = stopping;
    try {
      const plan = isWhole ? wholePlan(patchCount(model.geometry)) : scene.plan;
      const square = lesson.isGrey ? inGrey(scene.square) : scene.square;
      const features = await describeSquare(model, square, plan, inspector, signal);
      signal.throwIfAborted();
      store.setState({ answer: answerFor(scene, isWhole, features[lesson.pool] ?? features.mean, lesson) });
    } catch (error) {
      if (!signal.aborted) fail(error);
    }
  }

  function stop(): void {
    learning?.stopping.abort();
    answering?.stopping.abort();
    if (learning || answering) inspector.release();
    learning = answering = undefined;
    if (store.getState().work) store.setState({ work: undefined });
  }

  function updateLesson(model: Model): void {
    const state = store.getState();
    const wants = {
      piles: canLearn(state.piles),
      pool: poolFor(model, state.pool),
      isGrey: state.isGrey,
    };
    if (!network || !isSameNetwork(network, model)) {
      described = nothingDescribed();
      network = model;
      learning?.stopping.abort();
      learning = undefined;
      store.setState({ lesson: undefined, answer: undefined });
    }
    if (learning && isSameWants(learning.wants, wants)) return;
    learning?.stopping.abort();
    if (wants.piles.length >= FEWEST_PILES) return void learn(model, wants);
    learning = { wants, stopping: new AbortController() };
    store.setState({ lesson: undefined, answer: undefined, work: undefined });
  }

  function update(): void {
    const page = playground.getState();
    const { mode, scene, model, status } = page;
    if (mode !== MODE) return stop();
    // The picture first: whoever looks inside a network that is still coming would have its file come twice.
    if (!scene || (status.kind !== 'running' && status.kind !== 'failed')) return;
    updateLesson(model);
    const { lesson, isWhole } = store.getState();
    if (!lesson || scene.model !== model) return;
    const { scene: last, lesson: of, isWhole: was } = answering ?? {};
    if (last === scene && of === lesson && was === isWhole) return;
    answering?.stopping.abort();
    void answer(page, lesson, isWhole);
  }

  const store = createStore<Recognise>()((set, get) => ({
    pool: 'mean',
    isWhole: true,
    isGrey: false,
    setPool: (pool) => set({ pool }),
    setWhole: (isWhole) => set({ isWhole }),
    setGrey: (isGrey) => set({ isGrey }),
    ...pileActions(world, set, get, async (read) => {
      isReading++;
      learning?.stopping.abort();
      learning = undefined;
      set({ work: { stage: 'reading', share: 0 } });
      await read((share) => set({ work: { stage: 'reading', share } }));
      isReading--;
      if (isReading === 0) set({ work: undefined });
    }),
  }));

  const updateUnlessReading = (): void => {
    if (isReading === 0) update();
  };
  playground.subscribe(updateUnlessReading);
  store.subscribe((state, before) => {
    const { piles, pool, isWhole, isGrey, lesson, work } = before;
    const isSame = piles === state.piles && pool === state.pool && isWhole === state.isWhole;
    if (!isSame || isGrey !== state.isGrey || lesson !== state.lesson || work !== state.work)
      updateUnlessReading();
  });
  return store;
}

/** A name changes nothing of what is learned. */
const isSameWants = (a: Wants, b: Wants): boolean =>
  a.pool === b.pool &&
  a.isGrey === b.isGrey &&
  a.piles.length === b.piles.length &&
  a.piles.every(({ id, items }, i) => id === b.piles[i].id && items === b.piles[i].items);
