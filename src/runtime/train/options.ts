/** What is chosen of a run, apart from the library that computes it: the page's side knows this, and not jax-js. */
import type { Parameters } from './parameters';

/** What is predicted of a patch: its pixels, or those minus their mean over their deviation (`norm_pix_loss`). */
export type TrainedTarget = 'pixels' | 'normalised-pixels';

/** The patches whose error counts: hidden ones only, as in the paper, or all. */
export type LossOn = 'hidden' | 'all';

/** The first weights of a run that begins from nothing. */
export type Start = 'recipe' | 'near';

export interface Optimiser {
  /** Of matrices only. */
  readonly weightDecay: number;
  /** Largest norm of all gradients together; absent where none is too large. */
  readonly clip?: number;
  /** Whether matrices of blocks move by their orthogonalised momentum (Jordan et al. 2024), and only the rest by AdamW. */
  readonly muon: boolean;
}

/** All that a run goes on from, beside its options. */
export interface Progress {
  /** How many steps were made. */
  readonly step: number;
  readonly parameters: Parameters;
  /** AdamW's averages of gradients, or Muon's momentum; and of their squares. */
  readonly first: Parameters;
  readonly second: Parameters;
}

/** A new run begins with averages of nought. */
export const begun = (parameters: Parameters): Progress => ({
  step: 0,
  parameters,
  first: new Map(),
  second: new Map(),
});
