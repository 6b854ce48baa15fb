/** What the page and its inference worker say to each other. */
import type { MaskPlan } from '../../mae/mask';
import type { Raster } from '../../mae/raster';
import type { ModelShape, Reconstruction } from '../../mae/reconstruct';
import type { Words } from '../../words/said';
import type { FullGeometry } from '../checkpoint/network';
import type { Precision } from '../checkpoint/precision';
import type { ModelFiles, OpenedFile, OwnModel } from '../models/model';
import type { Backend } from './backend';
import type { SelfCheck } from './scene';

export type ToWorker =
  | {
      type: 'load';
      backend: Backend;
      /** Of WebAssembly. */
      threads: number;
      geometry: FullGeometry;
      files: ModelFiles | OpenedFile;
      /** What a GPU is tried with before a file that brings no numbers. */
      reference?: OwnModel;
    }
  | {
      type: 'reconstruct';
      /** S × S; left out where it is the one before. */
      square?: Raster;
      plan: MaskPlan;
      /** How to draw what is predicted. */
      model: ModelShape;
      /** Whether it is the page's, which may go on to ask how similar it is. */
      isKept: boolean;
    }
  /** How similar the reconstruction is that was kept last. */
  | { type: 'measure' };

/** What a failure is due to: the model's files, which fail on every backend, or the backend itself. */
export type Blame = 'files' | 'backend';

/**
 * What a load is at: files come, over the network or from a disk; the runtime and its threads or its GPU start; the network is built
 * and checked.
 */
export type Stage = 'fetching' | 'starting' | 'building';

export type FromWorker =
  /** Also as a mere sign of life. */
  | { type: 'stage'; stage: Stage }
  | { type: 'progress'; received: number; total: number }
  | { type: 'loaded'; threads: number; precision: Precision; check: SelfCheck }
  /** The self-check that was still coming has been passed. */
  | { type: 'checked'; error: number }
  | { type: 'reconstructed'; made: Reconstruction }
  | { type: 'measured'; ssim: number }
  /** `message` is half a sentence. */
  | { type: 'failed'; blame: Blame; message: Words };
