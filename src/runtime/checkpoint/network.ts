/** What a network is besides the numbers it learned, and where those lie. */
import type { Geometry } from '../../mae/geometry';
import type { StoredTensor } from './stored';

/** A stack of transformer blocks. */
export interface Stack {
  readonly width: number;
  readonly depth: number;
  readonly heads: number;
  readonly mlp: number;
}

/** All that a network is besides its weights. */
export interface FullGeometry extends Geometry {
  readonly encoder: Stack;
  /** Absent where there is only an encoder. */
  readonly decoder?: Stack;
  readonly layerNormEps: number;
}

export type Tensors = ReadonlyMap<string, StoredTensor>;
