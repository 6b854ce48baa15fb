/** What the page and the thread that looks inside a network say to each other. */
import type { MaskPlan } from '../../mae/mask';
import type { Raster } from '../../mae/raster';
import type { ModelShape } from '../../mae/reconstruct';
import type { Said } from '../../words/said';
import type { FullGeometry } from '../checkpoint/network';
import type { ModelFiles, OpenedFile } from '../models/model';
import type { AllSeen, Wants } from './tapped';
import type { Weights } from './weights';

export type ToInside =
  /** First of all, and once. */
  | { type: 'open'; geometry: FullGeometry; files: ModelFiles | OpenedFile; threads: number }
  /** W × H; all of the patches are shown to the encoder where the plan keeps all. */
  | { type: 'look'; square: Raster; plan: MaskPlan; model: ModelShape; wants: Wants }
  /** What there is to be seen without a picture. */
  | { type: 'weigh' }
  /** Tokens of pictures, [N · width] each, as colours by the same axes; with `edge` [N] the background is left out. */
  | { type: 'colour'; pictures: readonly Float32Array[]; width: number; edge?: Uint8Array };

export type FromInside =
  | { type: 'seen'; seen: AllSeen }
  | { type: 'weighed'; weights: Weights }
  | { type: 'coloured'; levels: readonly Uint8ClampedArray<ArrayBuffer>[] }
  /** Half a sentence. */
  | { type: 'failed'; why: Said };
