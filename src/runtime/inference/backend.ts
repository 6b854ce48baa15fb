/** Which backends to try, in which order, and why: in words a person can read. */
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
  readonly reason: string;
  /** Why it cannot hold the model, as half a sentence: then it is not tried. */
  readonly obstacle?: string;
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

const NO_WEBASSEMBLY =
  'this browser runs no WebAssembly; where that is switched off, as in Lockdown Mode, it can be allowed for this page';

/**
 * The backends to try for what the person chose and a model that needs so much; WebAssembly always comes last, at the very end with
 * one thread, which starts where more cannot. `failure` is what WebGPU failed with before, if it did: it is then left out unless the
 * person asks for it by name.
 */
export function planAttempts(
  choice: BackendChoice,
  { gpu, threads }: Machine,
  needs: Needs,
  failure?: string,
): Attempt[] {
  const cpu = (reason: string): Attempt[] => {
    const obstacle = threads ? wasmProblem(needs) : NO_WEBASSEMBLY;
    const counts = threads > 1 && !obstacle ? [threads, 1] : [threads];
    return counts.map((count) => ({
      backend: 'wasm',
      threads: count,
      reason,
      ...(obstacle && { obstacle }),
    }));
  };
  if (choice === 'wasm') return cpu('as chosen');
  if (choice === 'auto' && failure) return cpu(backendFailed('WebGPU', failure));
  if (gpu.kind === 'none') return cpu(gpu.absence ?? 'there is no GPU');
  const isSoftware = gpu.kind === 'software';
  if (choice === 'auto' && isSoftware) return cpu('the only GPU here is a software emulation');
  const chosen = isSoftware ? 'as chosen, on a slow software GPU' : 'as chosen';
  const obstacle = gpuProblem(needs, gpu);
  return [
    {
      backend: 'webgpu',
      threads: 1,
      reason: choice === 'webgpu' ? chosen : 'this machine has a GPU',
      ...(obstacle && { obstacle }),
    },
    ...cpu('WebGPU does not work here'),
  ];
}

/** Half a sentence. */
export const backendFailed = (name: string, message: string): string => `${name} failed: ${message}`;

/** As words call it where several are told apart. */
export const nameOf = ({ backend, threads }: Attempt): string =>
  threads > 1 ? `${backendNames[backend]} with ${threads} threads` : backendNames[backend];
