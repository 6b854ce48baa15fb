/** Which backends to try, in which order, and why: in words a person can read. */
import type { Backend } from './protocol';

export type BackendChoice = 'auto' | Backend;

/** What this browser has for WebGPU; `software` is an emulation on the CPU, far slower than WebAssembly. */
export type Gpu = 'hardware' | 'software' | 'none';

export interface Attempt {
  readonly backend: Backend;
  readonly reason: string;
}

export const backendNames: Record<Backend, string> = { webgpu: 'WebGPU', wasm: 'WebAssembly' };

/** Asks the browser for a GPU. Never throws. */
export async function probeGpu(): Promise<Gpu> {
  const adapter = await navigator.gpu?.requestAdapter().catch(() => null);
  if (!adapter) return 'none';
  return adapter.info.isFallbackAdapter ? 'software' : 'hardware';
}

/**
 * The backends to try for what the person chose. `failures` holds a sentence for each backend that has failed on this page;
 * such a backend is left out unless the person asks for it by name. WebAssembly always comes last.
 */
export function planAttempts(
  choice: BackendChoice,
  gpu: Gpu,
  failures: ReadonlyMap<Backend, string>,
): Attempt[] {
  if (choice === 'wasm') return [{ backend: 'wasm', reason: 'as chosen' }];
  const fallback = (reason: string): Attempt => ({ backend: 'wasm', reason });
  const failure = failures.get('webgpu');
  if (choice === 'auto' && failure) return [fallback(failure)];
  if (gpu === 'none') return [fallback('this browser offers no WebGPU')];
  if (choice === 'webgpu') {
    const reason = gpu === 'software' ? 'as chosen, on a slow software GPU' : 'as chosen';
    return [{ backend: 'webgpu', reason }, fallback('WebGPU failed')];
  }
  if (gpu === 'software') return [fallback('the only GPU here is a software emulation')];
  return [{ backend: 'webgpu', reason: 'this machine has a GPU' }, fallback('WebGPU failed')];
}
