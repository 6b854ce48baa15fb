/**
 * A figure of many reconstructions: made one after the other while its mode is open, with the page's model, mask and photograph.
 * A change of any of them begins it anew; what was there stays until the first piece of the new one is done.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { clamp } from '../../../mae/clamp';
import { MAX_RATIO } from '../../../mae/mask';
import { addPicture, type Moments, noMoments } from '../../../mae/moments';
import type { Raster } from '../../../mae/raster';
import type { Engine } from '../../../runtime/inference/engine';
import type { Result } from '../../../runtime/inference/scene';
import { messageOf } from '../../../runtime/message';
import { findOwn } from '../../../store/ownPhotos';
import type { Playground } from '../../../store/playground';
import { type Sample, sampleUrl } from '../../../store/samples';
import { said, type Words } from '../../../words/said';
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
export interface Piece extends Result {
  readonly title: Words;
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
export type SeriesStatus = 'waiting' | 'working' | 'done' | 'stopped' | 'failed';

export interface Series {
  readonly choice: FigureChoice;
  readonly drawn?: Drawn;
  readonly status: SeriesStatus;
  /** How many pieces of the figure that is being made are done, and of how many. */
  readonly progress: { readonly done: number; readonly total: number };

  /** What is out of range is brought into it; an empty list is ignored. */
  choose(change: Partial<FigureChoice>): void;
  /** Keeps what is done. */
  stop(): void;
  /** Begins again after a stop or a failure. */
  again(): void;
}

export interface SeriesWorld {
  readonly playground: StoreApi<Playground>;
  readonly engine: Pick<Engine, 'enqueue'>;
  readonly samples: readonly Sample[];
  readonly fetchPhoto: (url: string, name: Words) => Promise<Raster>;
}

/** Whether what is drawn is of another order than the one that was given last, which nothing has come of yet. */
export const isOfBefore = ({ status, progress }: Series): boolean =>
  status === 'waiting' || (status !== 'done' && progress.done === 0);

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

export function createSeries({ playground, engine, samples, fetchPhoto }: SeriesWorld): StoreApi<Series> {
  /** Each sample is fetched and decoded once. */
  const fetched = new Map<Sample, Promise<Raster>>();
  /** What is being made, or was last. */
  let current: Order | undefined;
  /** Ends the making of it. */
  let making = new AbortController();

  const store = createStore<Series>()((set, get) => ({
    choice: firstChoice(samples),
    status: 'waiting',
    progress: { done: 0, total: 0 },

    choose: (change) => {
      set({ choice: settle(get().choice, change) });
      update();
    },
    stop: () => {
      if (get().status !== 'working') return;
      making.abort();
      set({ status: 'stopped' });
    },
    again: () => {
      current = undefined;
      const { status, reload } = playground.getState();
      if (status.kind === 'failed') reload();
      else update();
    },
  }));
  const { getState: get, setState: set } = store;

  function fetch(sample: Sample): Promise<Raster> {
    const known = fetched.get(sample);
    if (known) return known;
    const coming = fetchPhoto(sampleUrl(sample), said(sample.title));
    fetched.set(sample, coming);
    // What could not be had may be had later.
    coming.catch(() => fetched.delete(sample));
    return coming;
  }

  /** Of the person's own photographs only those that are still there, which those of another visit's link never were. */
  function dropGone({ own }: Playground): void {
    const { choice } = get();
    const there = choice.photographs.filter((one) => typeof one !== 'string' || findOwn(own, one));
    if (there.length === choice.photographs.length) return;
    const photographs = there.length > 0 ? there : firstChoice(samples).photographs;
    set({ choice: { ...choice, photographs } });
  }

  /** Makes what the page asks for now, unless it is being made or done. */
  function update(): void {
    const page = playground.getState();
    dropGone(page);
    const order = page.mode === 'figure' ? orderOf(page, get().choice) : undefined;
    if (order && current && isSameOrder(order, current)) return;
    making.abort();
    current = page.status.kind === 'running' ? order : undefined;
    if (current) void make(current);
    else if (get().status !== 'waiting') set({ status: 'waiting' });
  }

  async function make(order: Order): Promise<void> {
    making = new AbortController();
    const { signal } = making;
    const tasks = tasksOf(order);
    let drawn: Drawn = { order, pieces: [], total: tasks.length };
    const isOfOne = order.choice.kind === 'masks';
    set({ status: 'working', progress: { done: 0, total: tasks.length } });
    try {
      for (const task of tasks) {
        const scene = await sceneOf(task, order, fetch);
        const made = await engine.enqueue(scene, signal);
        signal.throwIfAborted();
        const { moments = noMoments(order.model.geometry) } = drawn;
        drawn = {
          ...drawn,
          pieces: [...drawn.pieces, { ...made, title: task.title }],
          ...(isOfOne && { moments: addPicture(moments, made.picture, scene.plan.mask) }),
        };
        set({ drawn, progress: { done: drawn.pieces.length, total: drawn.total } });
      }
      set({ drawn, status: 'done' });
    } catch (error) {
      if (signal.aborted) return;
      set({ status: 'failed' });
      playground.getState().reportProblem(said('figure.failed', { reason: messageOf(error) }));
    }
  }

  playground.subscribe(update);
  return store;
}
