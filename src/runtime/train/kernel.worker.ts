/** One of the threads that run compiled kernels for jax-js 0.1.25: what it would start from a blob, word for word in what is said. */
import { live } from './thread';

type ToHelper =
  | { type: 'init'; memory: WebAssembly.Memory }
  | {
      type: 'kernel';
      kernelHash: string;
      module: WebAssembly.Module;
      ptrs: readonly number[];
      begin: number;
      end: number;
    }
  /** Sorting and the like, which a masked autoencoder does not need. */
  | { type: 'routine' };

export type FromHelper =
  | { type: 'ready' }
  | { type: 'done'; ok: true }
  | { type: 'done'; ok: false; error: string };

type Kernel = (...numbers: number[]) => void;

let memory: WebAssembly.Memory | undefined;
const kernels = new Map<string, Kernel>();

function kernelOf({ kernelHash, module }: ToHelper & { type: 'kernel' }): Kernel {
  let kernel = kernels.get(kernelHash);
  if (!kernel) {
    const imports = { env: { memory: memory as WebAssembly.Memory } };
    kernel = new WebAssembly.Instance(module, imports).exports.kernel as Kernel;
    kernels.set(kernelHash, kernel);
  }
  return kernel;
}

const post = (message: FromHelper): void => self.postMessage(message);
const failed = (error: unknown): void => post({ type: 'done', ok: false, error: String(error) });
const living = live();

self.addEventListener('messageerror', ({ type }) => failed(type));
self.addEventListener('message', async ({ data }: MessageEvent<ToHelper>) => {
  if (data.type === 'init') {
    memory = data.memory;
    await living;
    post({ type: 'ready' });
    return;
  }
  try {
    if (data.type !== 'kernel') throw new Error('this helper runs kernels only');
    kernelOf(data)(...data.ptrs, data.begin, data.end);
    post({ type: 'done', ok: true });
  } catch (error) {
    failed(error);
  }
});
