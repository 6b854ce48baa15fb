/** What a reconstruction depends on, and what came of it. */
import type { MaskPlan } from '../../mae/mask';
import type { Raster } from '../../mae/raster';
import type { Reconstruction } from '../../mae/reconstruct';
import type { Words } from '../../words/said';
import type { Precision } from '../checkpoint/precision';
import type { Model } from '../models/model';
import type { Backend } from './backend';

/** Everything a reconstruction depends on but the backend. Equal by identity: a change makes new objects. */
export interface Scene {
  readonly model: Model;
  /** S × S: the crop at the model's size. */
  readonly square: Raster;
  readonly plan: MaskPlan;
}

/** A backend that is up. A new object for each load. */
export interface Running {
  readonly backend: Backend;
  /** Why this one, as half a sentence. */
  readonly reason: Words;
  /** CPU threads in use; 1 on a GPU. */
  readonly threads: number;
  /** What it computes in. */
  readonly precision: Precision;
}

/**
 * The largest difference from PyTorch's numbers in the self-check: of a file that brings none, that of the built-in model on the same
 * GPU; `none` where neither was checked. It may still be `coming`, as WebAssembly, which is the same everywhere, draws before it.
 */
export type SelfCheck = number | 'none' | 'coming';

/** A reconstruction that remembers what made it. */
export interface Result extends Reconstruction {
  readonly scene: Scene;
  /** What it ran on; absent for the reconstruction that came with the page. */
  readonly running?: Running;
}

/** One that was computed here. */
export interface Computed extends Result {
  readonly running: Running;
}
