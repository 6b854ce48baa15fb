/** What is kept from sight until somebody has guessed it. It lies over the pictures; they are drawn and computed as ever. */
import { createStore } from 'zustand/vanilla';

export interface Veil {
  /** 0 … 1, of the hidden patches the share that has vanished from the masked picture. */
  readonly vanished: number;
  /** 0 … 1, of the hidden patches the share that has been painted into the reconstruction. */
  readonly painted: number;
  readonly showsOriginal: boolean;
}

/** Masked, and nothing else to be seen. */
export const GUESSING: Veil = { vanished: 1, painted: 0, showsOriginal: false };

export const veils = createStore<{ readonly veil?: Veil }>()(() => ({}));

/** The movement under way; another one, or a touch, ends it. */
let moving: AbortController | undefined;

export function cover(veil: Veil | undefined): void {
  moving?.abort();
  moving = undefined;
  veils.setState({ veil });
}

/**
 * Moves from what is covered now to `end` in so many milliseconds, or at once for who wants no motion. Resolves to whether it came to its
 * end: something else may have been covered or uncovered in the meantime.
 */
export function moveTo(end: Veil, duration: number): Promise<boolean> {
  const { veil: begin = end } = veils.getState();
  cover(begin);
  moving = new AbortController();
  const { signal } = moving;
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const start = performance.now();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(false));
    const step = (now: number): void => {
      if (signal.aborted) return;
      const share = isStill ? 1 : Math.min(1, Math.max(0, (now - start) / duration));
      const between = (key: 'vanished' | 'painted'): number => begin[key] + (end[key] - begin[key]) * share;
      const veil = { ...end, vanished: between('vanished'), painted: between('painted') };
      veils.setState({ veil: share < 1 ? { ...veil, showsOriginal: begin.showsOriginal } : end });
      if (share < 1) requestAnimationFrame(step);
      else resolve(true);
    };
    requestAnimationFrame(step);
  });
}
