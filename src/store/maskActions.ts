/** What a person does to the mask: every change is a step that can be undone. */
import { clamp } from '../mae/clamp';
import { type HandMask, invert, paint } from '../mae/handMask';
import { MAX_RATIO } from '../mae/mask';
import { MAX_SEED, seedAfter } from '../mae/random';
import type { Strategy } from '../mae/strategy';
import type { Model } from '../runtime/models/model';
import { type Said, said } from '../words/said';
import { chooseHand, type History, type MaskChoice, redo, remember, shownAsHand, undo } from './masking';

export interface MaskActions {
  /** Brought into 0 … 0.99; NaN is ignored. */
  setRatio(ratio: number): void;
  /** Brought to a whole number in 0 … 2³² − 1; NaN is ignored. Gives up a mask made by hand, as `newMask` and `setStrategy` do. */
  setSeed(seed: number): void;
  /** The next seed; after the last comes 0. */
  newMask(): void;
  setStrategy(strategy: Strategy): void;
  /** Tells the decoder the true places again. */
  restorePlaces(): void;
  /** Goes on by hand from the mask that is shown. */
  takeMask(): void;
  /** Hides (1) or shows (0) patches. All calls of one gesture are undone together. */
  paintPatches(patches: readonly number[], value: 0 | 1, gesture: string): void;
  invertMask(): void;
  /** Shows every patch. */
  clearMask(): void;
  undoMask(): void;
  redoMask(): void;
}

/** What these actions know of the page, and what they change in it. */
interface Masked {
  readonly model: Model;
  readonly masking: MaskChoice;
  readonly history: History;
  /** What went wrong last. */
  readonly problem?: Said;
}

export function maskActions(get: () => Masked, change: (changes: Partial<Masked>) => void): MaskActions {
  function mask(masking: MaskChoice, gesture?: string): void {
    const { masking: before, history } = get();
    change({ masking, history: remember(history, before, gesture) });
  }

  function travel(step: typeof undo): void {
    const { masking, history } = get();
    const arrived = step(history, masking);
    if (arrived) change({ masking: arrived[0], history: arrived[1] });
  }

  /** A change made by hand to the mask that is shown. */
  function byHand(make: (shown: HandMask) => HandMask | undefined, gesture?: string): void {
    const { masking, model } = get();
    const made = make(shownAsHand(masking, model.geometry));
    if (made) mask(chooseHand(masking, made), gesture);
    else change({ problem: said('mask.nothingVisible') });
  }

  return {
    setRatio: (ratio) => {
      if (!Number.isFinite(ratio)) return;
      mask({ ...get().masking, ratio: clamp(ratio, 0, MAX_RATIO) }, 'ratio');
    },
    setSeed: (value) => {
      if (!Number.isFinite(value)) return;
      const seed = clamp(Math.trunc(value), 0, MAX_SEED);
      mask({ ...get().masking, seed, hand: undefined }, 'seed');
    },
    newMask: () => {
      const { masking } = get();
      mask({ ...masking, seed: seedAfter(masking.seed), hand: undefined });
    },
    setStrategy: (strategy) => mask({ ...get().masking, strategy, hand: undefined }),
    restorePlaces: () => mask({ ...get().masking, places: undefined }),
    takeMask: () => byHand((shown) => shown),
    paintPatches: (patches, value, gesture) => byHand((shown) => paint(shown, patches, value), gesture),
    invertMask: () => byHand(invert),
    clearMask: () => byHand(({ grid, mask }) => ({ grid, mask: new Uint8Array(mask.length) })),
    undoMask: () => travel(undo),
    redoMask: () => travel(redo),
  };
}
