/** A picture filled by the smoothest surface through its visible pixels, as long as somebody looks at it: the page's own, or one beside it. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Interpolated } from '../mae/harmonic';
import type { Scene } from '../runtime/inference/scene';
import type { Interpolator } from '../runtime/interpolation/interpolator';
import { messageOf } from '../runtime/message';
import { said } from '../words/said';
import type { Playground } from './playground';

export interface Filled extends Interpolated {
  readonly scene: Scene;
}

export interface Filling {
  /** Of the newest scene, or of the one before while this one's is being made. */
  readonly filled?: Filled;
  /** From now on it is made anew for every scene, until what is returned is called. */
  want(): () => void;
}

/** Of whatever scene `source` has; what goes wrong is said by the page. */
export function createFilling(
  playground: StoreApi<Playground>,
  interpolator: Interpolator,
  source: Pick<StoreApi<{ readonly scene?: Scene }>, 'getState' | 'subscribe'> = playground,
): StoreApi<Filling> {
  let wanted = 0;
  /** What is being filled or was last, and what ends it. */
  let filling: { readonly scene: Scene; readonly stopping: AbortController } | undefined;

  async function fill(scene: Scene): Promise<void> {
    const stopping = new AbortController();
    const { signal } = stopping;
    filling = { scene, stopping };
    try {
      const made = await interpolator.fill(scene, signal);
      if (!signal.aborted) store.setState({ filled: { ...made, scene } });
    } catch (error) {
      if (signal.aborted) return;
      playground.getState().reportProblem(said('interpolation.failed', { reason: messageOf(error) }));
    }
  }

  function update(): void {
    const { scene } = source.getState();
    if (wanted === 0) {
      filling?.stopping.abort();
      filling = undefined;
    } else if (scene && scene !== filling?.scene) {
      filling?.stopping.abort();
      void fill(scene);
    }
  }

  const store = createStore<Filling>()(() => ({
    want: () => {
      wanted++;
      update();
      return () => {
        wanted--;
        update();
      };
    },
  }));
  source.subscribe(update);
  return store;
}
