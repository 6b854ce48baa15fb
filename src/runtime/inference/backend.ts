/** Which backends to try, in which order, and why: in words a person can read. */
import { type Said, said, type Words } from '../../words/said';
import { gpuProblem, type Needs, wasmProblem } from '../models/limits';
import type { Gpu } from './gpu';

/** Where the network runs: on the GPU, or on the CPU as WebAssembly. */
export type Backend = 'webgpu' | 'wasm';

export type BackendChoice = 'auto' | Backend;

export interface Attempt {
  readonly backend: Backend;
  /** Threads of the CPU; 1 on a GPU. */
  readonly threads: number;
  /** Why it is tried, as half a sentence. */
  readonly reason: Words;
  /** Why it cannot hold the model, as half a sentence: then it is not tried. */
  readonly obstacle?: Words;
}

/** What a model can run on here. */
export interface Machine {
  readonly gpu: Gpu;
  /** That WebAssembly can have; 0 where the browser runs no WebAssembly. */
  readonly threads: number;
}

export const backendNames: Record<Backend, string> = { webgpu: 'WebGPU', wasm: 'WebAssembly' };

/** More threads than this help a small model no further. */
const MAX_THREADS = 4;

/** `SharedArrayBuffer` needs a cross-origin isolated page; without it WebAssembly has one thread. */
export function wasmThreads(): number {
  if (typeof WebAssembly === 'undefined') return 0;
  return globalThis.crossOriginIsolated ? Math.min(navigator.hardwareConcurrency, MAX_THREADS) : 1;
}

/**
 * The backends to try for what the person chose and a model that needs so much; WebAssembly always comes last, at the very end with
 * one thread, which starts where more cannot. `failure` is what WebGPU failed with before, if it did: it is then left out unless the
 * person asks for it by name.
 */
export function planAttempts(
  choice: BackendChoice,
  { gpu, threads }: Machine,
  needs: Needs,
  failure?: Words,
): Attempt[] {
  const cpu = (reason: Words): Attempt[] => {
    const obstacle = threads ? wasmProblem(needs) : said('inference.noWebAssembly');
    const counts = threads > 1 && !obstacle ? [threads, 1] : [threads];
    return counts.map((count) => ({
      backend: 'wasm',
      threads: count,
      reason,
      ...(obstacle && { obstacle }),
    }));
  };
  if (choice === 'wasm') return cpu(said('inference.asChosen'));
  if (choice === 'auto' && failure) return cpu(backendFailed('WebGPU', failure));
  if (gpu.kind === 'none') return cpu(gpu.absence ?? said('inference.noGpu'));
  const isSoftware = gpu.kind === 'software';
  if (choice === 'auto' && isSoftware) return cpu(said('inference.onlySoftware'));
  const chosen = said(isSoftware ? 'inference.asChosenSlow' : 'inference.asChosen');
  const obstacle = gpuProblem(needs, gpu);
  return [
    {
      backend: 'webgpu',
      threads: 1,
      reason: choice === 'webgpu' ? chosen : said('inference.hasGpu'),
      ...(obstacle && { obstacle }),
    },
    ...cpu(said('inference.noWorkingGpu')),
  ];
}

/** Half a sentence. */
export const backendFailed = (name: Words, why: Words): Said =>
  said('inference.backendFailed', { name, why });

/** As words call it where several are told apart. */
export const nameOf = ({ backend, threads }: Attempt): Words => {
  const name = backendNames[backend];
  return threads > 1 ? said('inference.withThreads', { name, threads }) : name;
};
