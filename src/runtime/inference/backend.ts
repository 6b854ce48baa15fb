/** Which backends to try, in which order, and why: in words a person can read. */
import type { Backend } from './protocol';

export type BackendChoice = 'auto' | Backend;

/** What this browser has for WebGPU. */
export interface Gpu {
  /** `software` is an emulation on the CPU, far slower than WebAssembly. */
  readonly kind: 'hardware' | 'software' | 'none';
  /** Whether it computes in float16. */
  readonly halfPrecision: boolean;
  /** Bytes of the largest tensor that it takes. */
  readonly maxBuffer: number;
}

export const NO_GPU: Gpu = { kind: 'none', halfPrecision: false, maxBuffer: 0 };

export interface Attempt {
  readonly backend: Backend;
  /** Half a sentence. */
  readonly reason: string;
}

export const backendNames: Record<Backend, string> = { webgpu: 'WebGPU', wasm: 'WebAssembly' };

/** Asks the browser for a GPU. Never throws. */
export async function probeGpu(): Promise<Gpu> {
  try {
    const adapter = await navigator.gpu?.requestAdapter();
    if (!adapter) return NO_GPU;
    const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
    return {
      // Browsers of the first WebGPU years have no `info`.
      kind: adapter.info?.isFallbackAdapter ? 'software' : 'hardware',
      halfPrecision: adapter.features.has('shader-f16'),
      maxBuffer: Math.min(maxBufferSize, maxStorageBufferBindingSize),
    };
  } catch {
    return NO_GPU;
  }
}

/**
 * The backends to try for what the person chose; WebAssembly always comes last. `failure` is what WebGPU failed with before,
 * if it did: it is then left out unless the person asks for it by name.
 */
export function planAttempts(choice: BackendChoice, { kind: gpu }: Gpu, failure?: string): Attempt[] {
  const wasm = (reason: string): Attempt => ({ backend: 'wasm', reason });
  if (choice === 'wasm') return [wasm('as chosen')];
  if (choice === 'auto' && failure) return [wasm(webgpuFailed(failure))];
  if (gpu === 'none') return [wasm('this browser offers no WebGPU')];
  if (choice === 'auto' && gpu === 'software') return [wasm('the only GPU here is a software emulation')];
  const chosen = gpu === 'software' ? 'as chosen, on a slow software GPU' : 'as chosen';
  return [
    { backend: 'webgpu', reason: choice === 'webgpu' ? chosen : 'this machine has a GPU' },
    wasm('WebGPU does not work here'),
  ];
}

export const webgpuFailed = (message: string): string => `WebGPU failed: ${message}`;
