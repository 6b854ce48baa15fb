/** One of the threads that run compiled kernels for jax-js 0.1.25: what it would start from a blob, word for word in what is said. */

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

self.addEventListener('message', ({ data }: MessageEvent<ToHelper>) => {
  if (data.type === 'init') {
    memory = data.memory;
    self.postMessage({ type: 'ready' });
    return;
  }
  try {
    if (data.type !== 'kernel') throw new Error('this helper runs kernels only');
    kernelOf(data)(...data.ptrs, data.begin, data.end);
    self.postMessage({ type: 'done', ok: true });
  } catch (error) {
    self.postMessage({ type: 'done', ok: false, error: String(error) });
  }
});
