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
  /** False where no token goes before those of the patches; left out where one does. */
  readonly classToken?: false;
  /** Absent where there is only an encoder. */
  readonly decoder?: Stack;
  readonly layerNormEps: number;
}

/** Tokens before those of the patches: the class token, mostly. */
export const tokensBefore = ({ classToken }: FullGeometry): 0 | 1 => (classToken === false ? 0 : 1);

export type Tensors = ReadonlyMap<string, StoredTensor>;
