/** One of the threads that run compiled kernels beside the one that trains. */
import { instanceOf, type Kernel, type ToHelper, work } from './work';

let memory: WebAssembly.Memory | undefined;
let orders: Int32Array | undefined;
const kernels = new Map<number, Kernel>();

self.addEventListener('message', ({ data }: MessageEvent<ToHelper>) => {
  if (data.type === 'init') ({ memory, orders } = data);
  else if (memory) kernels.set(data.kernel, instanceOf(data.module, memory));
  // It hears nothing more until it is to learn another one.
  if (orders && kernels.size > 0) work(orders, kernels);
});

// It is counted on only once it has said so.
self.postMessage('started');
