/** What the page and the thread that trains say to each other. */
import type { Normalisation } from '../../mae/pixels';
import type { Raster } from '../../mae/raster';
import type { Said } from '../../words/said';
import type { FullGeometry, Tensors } from '../checkpoint/network';
import type { Masking } from './batches';
import type { Cuts } from './cuts';
import type { LossOn, Optimiser, Progress, Start, TrainedTarget } from './options';

/** A processor, or a GPU. */
export type TrainDevice = 'wasm' | 'webgpu';

/** All that a run is, beside its pictures and what it begins with. Plain data: it can be kept and compared. */
export interface RunOptions {
  readonly geometry: FullGeometry;
  readonly normalisation: Normalisation;
  readonly target: TrainedTarget;
  readonly on: LossOn;
  readonly masking: Masking;
  readonly cuts: Cuts;
  readonly seed: number;
  /** What attention does in the first weights: anything, as in the paper; or look at what is alike and near. */
  readonly start: Start;
  /** Pictures a step. */
  readonly batch: number;
  /** Of the whole run: the rate falls towards its end. */
  readonly steps: number;
  readonly peak: number;
  readonly warmup: number;
  readonly optimiser: Optimiser;
  readonly heldOut: {
    readonly count: number;
    readonly masking: Masking;
    /** It is looked at after every so many steps. */
    readonly every: number;
  };
  readonly device: TrainDevice;
  /** That compute on a processor. */
  readonly threads: number;
}

/** Where the weights begin: nothing is the seed's own; the tensors of an opened checkpoint; or a run that was kept, which goes on exactly. */
export type Beginning = { readonly tensors: Tensors } | { readonly progress: Progress };

export type ToTrainer =
  /** First of all, and once. */
  | { type: 'start'; options: RunOptions; pictures: readonly Raster[]; from?: Beginning }
  /** From the next step on. */
  | { type: 'pause' }
  | { type: 'goOn' }
  /** The peak that the schedule's rise and fall are a share of. */
  | { type: 'setLearningRate'; peak: number }
  | { type: 'askPreview' }
  | { type: 'askCheckpoint' }
  /** Ends with a last checkpoint. */
  | { type: 'stop' };

export interface MaskedSquare {
  /** W × H */
  readonly square: Raster;
  /** [L] 0 visible, 1 hidden. */
  readonly mask: Uint8Array<ArrayBuffer>;
}

export interface HeldPicture extends MaskedSquare {
  /** W × H, by harmonic interpolation: what a network must beat. */
  readonly interpolated: Raster;
}

/** The first cuts of the batch of the last step that was made, as it was trained on. */
export interface Shown {
  /** That step, counted from 1. */
  readonly step: number;
  readonly pictures: readonly MaskedSquare[];
}

export type FromTrainer =
  /** Compiled nothing yet; `learned` is how many numbers are. */
  | { type: 'ready'; learned: number; threads: number; held: readonly HeldPicture[] }
  /** Made so many steps, the last in so many milliseconds, batch and all; `loss` was the batch's before it. */
  | { type: 'step'; step: number; loss: number; rate: number; ms: number }
  /** Mean squared error over hidden patches of what is held out, in the run's own target; and that of harmonic interpolation. */
  | { type: 'heldOut'; step: number; loss: number; harmonicLoss: number }
  /** [held] W × H: the prediction of every patch, of normalised ones with the brightness and contrast of their neighbours. */
  | { type: 'preview'; step: number; drawn: readonly Raster[] }
  /** With each preview, once a step was made. */
  | ({ type: 'shown' } & Shown)
  | { type: 'checkpoint'; progress: Progress }
  /** All steps are made, or it was told to stop; a checkpoint came before it. */
  | { type: 'ended'; step: number }
  /** Half a sentence, after the last checkpoint whose losses were numbers; `isGpus` where a GPU failed. Nothing follows. */
  | { type: 'failed'; why: Said; isGpus?: boolean };
