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
