/** Which backends to try, in which order, and why: in words a person can read. */
import { gpuProblem, type Needs, wasmProblem } from '../models/limits';
import type { Gpu } from './gpu';

/** Where the network runs: on the GPU, or on the CPU as WebAssembly. */
export type Backend = 'webgpu' | 'wasm';

export type BackendChoice = 'auto' | Backend;

export interface Attempt {
  readonly backend: Backend;
  /** Why it is tried, as half a sentence. */
  readonly reason: string;
  /** Why it cannot hold the model, as half a sentence: then it is not tried. */
  readonly obstacle?: string;
}

export const backendNames: Record<Backend, string> = { webgpu: 'WebGPU', wasm: 'WebAssembly' };

/**
 * The backends to try for what the person chose and a model that needs so much; WebAssembly always comes last. `failure` is what
 * WebGPU failed with before, if it did: it is then left out unless the person asks for it by name.
 */
export function planAttempts(choice: BackendChoice, gpu: Gpu, needs: Needs, failure?: string): Attempt[] {
  const wasm = (reason: string): Attempt => attempt('wasm', reason, wasmProblem(needs));
  if (choice === 'wasm') return [wasm('as chosen')];
  if (choice === 'auto' && failure) return [wasm(webgpuFailed(failure))];
  if (gpu.kind === 'none') return [wasm('this browser offers no WebGPU')];
  const isSoftware = gpu.kind === 'software';
  if (choice === 'auto' && isSoftware) return [wasm('the only GPU here is a software emulation')];
  const chosen = isSoftware ? 'as chosen, on a slow software GPU' : 'as chosen';
  return [
    attempt('webgpu', choice === 'webgpu' ? chosen : 'this machine has a GPU', gpuProblem(needs, gpu)),
    wasm('WebGPU does not work here'),
  ];
}

const attempt = (backend: Backend, reason: string, obstacle: string | undefined): Attempt => ({
  backend,
  reason,
  ...(obstacle && { obstacle }),
});

export const webgpuFailed = (message: string): string => `WebGPU failed: ${message}`;
