/** What this browser has for WebGPU. */
import { said, type Words } from '../../words/said';
import { Sentence } from '../message';
import { within } from '../within';

export interface Gpu {
  /** `software` is an emulation on the CPU, far slower than WebAssembly. */
  readonly kind: 'hardware' | 'software' | 'none';
  /** Whether it computes in float16. */
  readonly halfPrecision: boolean;
  /** Bytes of the largest tensor that it takes. */
  readonly maxBuffer: number;
  /** Why there is none, as half a sentence. */
  readonly absence?: Words;
}

/** A driver that hangs keeps the browser from ever answering. */
const PATIENCE_MS = 10_000;

export const noGpu = (absence: Words): Gpu => ({
  kind: 'none',
  halfPrecision: false,
  maxBuffer: 0,
  absence,
});

export const NO_WEBGPU = said('inference.noWebGpu');
export const NO_GPU = noGpu(NO_WEBGPU);
export const SILENT = said('inference.gpuSilent');

/** Rejects when the browser does not answer. Resolves to none where there is no such GPU, or no WebGPU at all. */
export async function requestAdapter(options?: GPURequestAdapterOptions): Promise<GPUAdapter | undefined> {
  const asked = navigator.gpu?.requestAdapter(options);
  return (asked && (await within(PATIENCE_MS, asked, SILENT))) ?? undefined;
}

/** Rejects when the browser does not answer, or has no such device. */
export const requestDeviceOf = (adapter: GPUAdapter, wanted: GPUDeviceDescriptor): Promise<GPUDevice> =>
  within(PATIENCE_MS, adapter.requestDevice(wanted), SILENT);

/** Asks the browser for a GPU. Never throws, and ends in bounded time. */
export async function probeGpu(): Promise<Gpu> {
  if (!globalThis.isSecureContext) return noGpu(said('inference.insecure'));
  try {
    const adapter = await requestAdapter();
    if (!adapter) return NO_GPU;
    const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
    return {
      // Browsers of the first WebGPU years have no `info`.
      kind: adapter.info?.isFallbackAdapter ? 'software' : 'hardware',
      halfPrecision: adapter.features.has('shader-f16'),
      maxBuffer: Math.min(maxBufferSize, maxStorageBufferBindingSize),
    };
  } catch (error) {
    return error instanceof Sentence ? noGpu(error.said) : NO_GPU;
  }
}
