/** What the page and its worker say to each other. */
import type { Geometry } from '../mae/geometry';
import type { NetworkInput, NetworkOutput } from '../mae/reconstruct';

/** Where the network runs: on the GPU, or on the CPU as WebAssembly. */
export type Backend = 'webgpu' | 'wasm';

export interface ModelFile {
  readonly url: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

export interface ModelFiles {
  readonly encoder: ModelFile;
  readonly decoder: ModelFile;
  readonly weights: ModelFile;
  readonly golden: ModelFile;
}

export type ToWorker =
  | { type: 'load'; id: number; backend: Backend; geometry: Geometry; files: ModelFiles }
  | { type: 'predict'; id: number; input: NetworkInput };

export type FromWorker =
  | { type: 'progress'; received: number; total: number }
  | { type: 'loaded'; id: number; threads: number; selfCheckError: number }
  | { type: 'predicted'; id: number; output: NetworkOutput }
  | { type: 'failed'; id: number; message: string };
