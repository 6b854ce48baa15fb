/** Which mask the person wants: a strategy with seed and ratio, or one made by hand; and the masks before it, for undo. */
import { type Geometry, gridOf, patchCount } from '../mae/geometry';
import { countVisible, fitGrid, type HandMask, handNoise, isSameHand, ratioOf } from '../mae/handMask';
import { keepLeast, lenKeep, MAX_RATIO, type MaskPlan } from '../mae/mask';
import { misplace } from '../mae/places';
import { maskNoise, type Strategy } from '../mae/strategy';

export interface MaskChoice {
  readonly strategy: Strategy;
  /** 0 … 0.99; of a mask made by hand up to the share where one patch is visible */
  readonly ratio: number;
  /** 0 … 2³² − 1 */
  readonly seed: number;
  /** What was painted; takes the place of the strategy. The ratio may since have moved on from the painted one. */
  readonly hand?: HandMask;
  /** Whether the decoder is told wrong places, to see what comes of it. */
  readonly places?: 'shuffled';
}

/** The order in which patches are hidden, as noise [L] of which the least stays visible, and K, how many that are. */
export function noiseFor(
  { strategy, ratio, seed, hand }: MaskChoice,
  geometry: Geometry,
): { noise: Float32Array; keep: number } {
  const grid = gridOf(geometry);
  // By hand a person can hide more than a ratio says, and that ratio stays when the hand mask is given up.
  const keep = lenKeep(patchCount(geometry), Math.min(ratio, MAX_RATIO));
  if (!hand) return { noise: maskNoise(strategy, seed, grid), keep };
  const fitted = fitGrid(hand, grid);
  // On another grid the painted share is another number of patches; only a ratio that was moved since is taken as it is.
  const isAsPainted = ratio === ratioOf(hand.mask);
  return { noise: handNoise(fitted, seed), keep: isAsPainted ? countVisible(fitted.mask) : keep };
}

/** The mask itself, for a model's grid. */
export function planFor(choice: MaskChoice, geometry: Geometry): MaskPlan {
  const { noise, keep } = noiseFor(choice, geometry);
  const plan = keepLeast(noise, keep);
  return choice.places ? { ...plan, idsTold: misplace(plan, choice.seed) } : plan;
}

/** The same mask, with the decoder told the true places: for what shows the method and not the experiment. */
export const withoutExperiment = ({ places: _, ...choice }: MaskChoice): MaskChoice => choice;

/** A mask made by hand as a choice, with the ratio that it has. */
export const chooseHand = (choice: MaskChoice, hand: HandMask): MaskChoice => ({
  ...choice,
  hand,
  ratio: ratioOf(hand.mask),
});

/** The mask that is shown, as the beginning of one made by hand. */
export const shownAsHand = (choice: MaskChoice, geometry: Geometry): HandMask => ({
  grid: gridOf(geometry),
  mask: planFor(choice, geometry).mask,
});

/** Whether both ask for the same mask. */
export const isSameChoice = (a: MaskChoice, b: MaskChoice): boolean =>
  a === b ||
  (a.strategy === b.strategy &&
    a.ratio === b.ratio &&
    a.seed === b.seed &&
    a.places === b.places &&
    isSameHand(a.hand, b.hand));

export interface History {
  readonly past: readonly MaskChoice[];
  readonly future: readonly MaskChoice[];
  /** What the last change belonged to: all changes of one stroke, or of one slide, are undone together. */
  readonly gesture?: string;
}

export const NO_HISTORY: History = { past: [], future: [] };

const LONGEST = 200;

/** The history after a change away from `before`; one of the same gesture as the last is not a step of its own. */
export function remember(history: History, before: MaskChoice, gesture?: string): History {
  if (gesture !== undefined && gesture === history.gesture) return { ...history, future: [] };
  return { past: [...history.past, before].slice(-LONGEST), future: [], gesture };
}

/** One step back: the choice to go to and the history there; undefined at the beginning. */
export function undo({ past, future }: History, now: MaskChoice): [MaskChoice, History] | undefined {
  const before = past.at(-1);
  return before && [before, { past: past.slice(0, -1), future: [now, ...future] }];
}

/** One step forward again; undefined at the end. */
export function redo({ past, future }: History, now: MaskChoice): [MaskChoice, History] | undefined {
  const [after, ...rest] = future;
  return after && [after, { past: [...past, now], future: rest }];
}
