/** What the page and its worker say to each other. */
import type { NetworkInput, NetworkOutput } from '../../mae/reconstruct';
import type { FullGeometry, Tensors } from '../checkpoint/network';
import type { Precision } from '../checkpoint/precision';

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

/** A model that the page brings along, with PyTorch's numbers for it. */
export interface OwnModel {
  readonly geometry: FullGeometry;
  readonly files: ModelFiles;
}

/** A file that a person opened. Its tensors are read where they lie, and its graphs are written from the geometry. */
export interface OpenedFile {
  readonly name: string;
  readonly bytes: number;
  readonly tensors: Tensors;
}

export type ToWorker =
  | {
      type: 'load';
      backend: Backend;
      geometry: FullGeometry;
      files: ModelFiles | OpenedFile;
      /** What a GPU is tried with before a file that brings no numbers. */
      reference?: OwnModel;
    }
  | { type: 'predict'; input: NetworkInput };

/** What a failure is due to: the model's files, which fail on every backend, or the backend itself. */
export type Blame = 'files' | 'backend';

export type FromWorker =
  | { type: 'progress'; received: number; total: number }
  | { type: 'loaded'; threads: number; precision: Precision; selfCheckError?: number }
  | { type: 'predicted'; output: NetworkOutput }
  | { type: 'failed'; blame: Blame; message: string };
