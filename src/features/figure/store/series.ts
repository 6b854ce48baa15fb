/**
 * A figure of many reconstructions: made one after the other while its mode is open, with the page's model, mask and photograph.
 * A change of any of them begins it anew; what was there stays until the first piece of the new one is done.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { MAX_RATIO } from '../../../mae/mask';
import { addPicture, type Moments, noMoments } from '../../../mae/moments';
import type { Raster } from '../../../mae/raster';
import { type Reconstruction, reconstruct } from '../../../mae/reconstruct';
import { type Running, type Runtime, RuntimeFailed, Superseded } from '../../../runtime/inference/client';
import { sentence } from '../../../runtime/message';
import type { Playground } from '../../../store/playground';
import { type Sample, sampleUrl } from '../../../store/samples';
import type { Scene } from '../../../store/scene';
import {
  type FigureChoice,
  firstChoice,
  isSameOrder,
  MOST_MASKS,
  MOST_RATIOS,
  type Order,
  orderOf,
  sceneOf,
  tasksOf,
} from './tasks';

/** One reconstruction of a figure. */
export interface Piece extends Reconstruction {
  readonly title: string;
  readonly scene: Scene;
}

/** As much of a figure as is done. */
export interface Drawn {
  readonly order: Order;
  readonly pieces: readonly Piece[];
  /** How many pieces there will be. */
  readonly total: number;
  /** Of all pieces, while they are of one picture. */
  readonly moments?: Moments;
}

/** `waiting` for the model or the photograph; `stopped` by the person. */
export type FigureStatus = 'waiting' | 'working' | 'done' | 'stopped' | 'failed';

export interface FigureState {
  readonly choice: FigureChoice;
  readonly drawn?: Drawn;
  readonly status: FigureStatus;
  /** How many pieces of the figure that is being made are done, and of how many. */
  readonly progress: { readonly done: number; readonly total: number };

  /** What is out of range is brought into it; an empty list is ignored. */
  choose(change: Partial<FigureChoice>): void;
  /** Keeps what is done. */
  stop(): void;
  /** Begins again after a stop or a failure. */
  again(): void;
}

export interface FigureWorld {
  readonly playground: StoreApi<Playground>;
  readonly runtime: Pick<Runtime, 'enqueue'>;
  readonly samples: readonly Sample[];
  readonly fetchPhoto: (url: string, name: string) => Promise<Raster>;
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

function settle(choice: FigureChoice, change: Partial<FigureChoice>): FigureChoice {
  const { kind, ratios, photographs, masks } = { ...choice, ...change };
  const wanted = ratios.filter(Number.isFinite).slice(0, MOST_RATIOS);
  return {
    kind,
    ratios: wanted.length ? wanted.map((ratio) => clamp(ratio, 0, MAX_RATIO)) : choice.ratios,
    photographs: photographs.length ? photographs : choice.photographs,
    masks: Number.isFinite(masks) ? clamp(Math.trunc(masks), 2, MOST_MASKS) : choice.masks,
  };
}

export function createFigure({
  playground,
  runtime,
  samples,
  fetchPhoto,
}: FigureWorld): StoreApi<FigureState> {
  /** Each sample is fetched and decoded once. */
  const fetched = new Map<Sample, Promise<Raster>>();
  /** What is being made, or was last. */
  let current: Order | undefined;
  /** The runtime that broke; it answers nothing any more. */
  let broken: Running | undefined;

  const store = createStore<FigureState>()((set, get) => ({
    choice: firstChoice(samples),
    status: 'waiting',
    progress: { done: 0, total: 0 },

    choose: (change) => {
      set({ choice: settle(get().choice, change) });
      update();
    },
    stop: () => {
      if (get().status === 'working') set({ status: 'stopped' });
    },
    again: () => {
      const page = playground.getState();
      current = undefined;
      const { status } = page;
      const isDead = status.kind === 'failed' || (status.kind === 'running' && status.running === broken);
      if (isDead) void page.reload();
      else update();
    },
  }));
  const { getState: get, setState: set } = store;

  function fetch(sample: Sample): Promise<Raster> {
    const known = fetched.get(sample);
    if (known) return known;
    const coming = fetchPhoto(sampleUrl(sample), sample.title);
    fetched.set(sample, coming);
    // What could not be had may be had later.
    coming.catch(() => fetched.delete(sample));
    return coming;
  }

  /** Makes what the page asks for now, unless it is being made or done. */
  function update(): void {
    const page = playground.getState();
    const order = page.mode === 'figure' ? orderOf(page, get().choice) : undefined;
    if (!order) {
      current = undefined;
      if (get().status !== 'waiting') set({ status: 'waiting' });
    } else if (!current || !isSameOrder(order, current)) {
      current = order;
      void make(order);
    }
  }

  async function make(order: Order): Promise<void> {
    const tasks = tasksOf(order);
    const isWanted = (): boolean => current === order && get().status === 'working';
    let drawn: Drawn = { order, pieces: [], total: tasks.length };
    const isOfOne = order.choice.kind === 'masks';
    set({ status: 'working', progress: { done: 0, total: tasks.length } });
    for (const task of tasks) {
      try {
        const scene = await sceneOf(task, order, fetch);
        if (!isWanted()) return;
        const made = await reconstruct(scene.square, scene.plan, scene.model, runtime.enqueue);
        if (!isWanted()) return;
        const { moments = noMoments(order.model.geometry) } = drawn;
        drawn = {
          ...drawn,
          pieces: [...drawn.pieces, { ...made, title: task.title, scene }],
          ...(isOfOne && { moments: addPicture(moments, made.picture, scene.plan.mask) }),
        };
      } catch (error) {
        if (current === order) fail(order, error);
        return;
      }
      set({ drawn, progress: { done: drawn.pieces.length, total: drawn.total } });
    }
    set({ drawn, status: 'done' });
  }

  function fail({ running }: Order, error: unknown): void {
    // The page is loading its model anew, and will say so.
    if (error instanceof Superseded) return;
    if (error instanceof RuntimeFailed) broken = running;
    set({ status: 'failed' });
    playground.getState().reportProblem(`The figure could not be finished: ${sentence(error)}.`);
  }

  playground.subscribe(update);
  return store;
}
