/** What interpolation makes of the pieces of a figure, one after the other, as long as the page wants it. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Interpolated } from '../../../mae/harmonic';
import type { Scene } from '../../../runtime/inference/scene';
import type { Interpolator } from '../../../runtime/interpolation/interpolator';
import { messageOf } from '../../../runtime/message';
import type { Playground } from '../../../store/playground';
import { said } from '../../../words/said';
import { isOfBefore, type Series } from './series';
import type { Order } from './tasks';

/** By the scenes of the pieces. */
export type Filled = ReadonlyMap<Scene, Interpolated>;

export interface Fillings {
  /** Of the pieces that are drawn, as far as it has been wanted. */
  readonly filled: Filled;
  /** Whether more of them are coming. */
  readonly isFilling: boolean;
}

export interface FillingsWorld {
  readonly playground: StoreApi<Playground>;
  readonly interpolator: Interpolator;
}

/** Fills the pieces of `series` as they come, and those that are there when it is first wanted. */
export function createFillings(
  series: StoreApi<Series>,
  { playground, interpolator }: FillingsWorld,
): StoreApi<Fillings> {
  const store = createStore<Fillings>()(() => ({ filled: new Map(), isFilling: false }));
  const { getState: get, setState: set } = store;
  let filling: AbortController | undefined;
  /** The figure of which a piece could not be filled: it is not tried again before the next figure, or before it is wanted anew. */
  let failed: Order | undefined;

  const isWanted = ({ mode, view }: Playground): boolean => mode === 'figure' && view.interpolation;

  /** The first scene that is not filled; none of a figure that is about to go. */
  function nextScene(): Scene | undefined {
    const { drawn } = series.getState();
    if (!drawn || drawn.order === failed || isOfBefore(series.getState())) return undefined;
    return drawn.pieces.map(({ scene }) => scene).find((scene) => !get().filled.has(scene));
  }

  /** Of pieces that are gone nothing is kept. */
  function keep(made: Interpolated, of: Scene): void {
    const known = new Map([...get().filled, [of, made]]);
    const scenes = new Set(series.getState().drawn?.pieces.map(({ scene }) => scene));
    set({ filled: new Map([...known].filter(([scene]) => scenes.has(scene))) });
  }

  async function fill(signal: AbortSignal): Promise<void> {
    for (let scene = nextScene(); scene; scene = nextScene()) {
      const order = series.getState().drawn?.order;
      try {
        const made = await interpolator.fill(scene, signal);
        signal.throwIfAborted();
        keep(made, scene);
      } catch (error) {
        if (signal.aborted) return;
        failed = order;
        playground.getState().reportProblem(said('interpolation.failed', { reason: messageOf(error) }));
      }
    }
    stop();
  }

  function stop(): void {
    filling?.abort();
    filling = undefined;
    if (get().isFilling) set({ isFilling: false });
  }

  function update(): void {
    if (!isWanted(playground.getState())) {
      failed = undefined;
      stop();
    } else if (!filling && nextScene()) {
      filling = new AbortController();
      set({ isFilling: true });
      void fill(filling.signal);
    }
  }

  playground.subscribe(update);
  series.subscribe(update);
  return store;
}
