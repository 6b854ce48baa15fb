/** One of the threads that run compiled kernels beside the one that trains. */
import {
  BEGIN,
  COUNT,
  DONE,
  END,
  FAILED,
  hasChanged,
  instanceOf,
  KERNEL,
  type Kernel,
  POINTERS,
  STATE,
  type ToHelper,
} from './work';

let memory: WebAssembly.Memory | undefined;
let orders: Int32Array | undefined;
const kernels = new Map<number, Kernel>();

/** Does what is ordered, for ever; until a kernel is wanted that it has yet to hear of. */
function work(ordered: Int32Array): void {
  for (;;) {
    hasChanged(ordered, DONE);
    const kernel = kernels.get(ordered[KERNEL]);
    if (!kernel || Atomics.load(ordered, STATE) === FAILED) return;
    try {
      kernel(...ordered.subarray(POINTERS, POINTERS + ordered[COUNT]), ordered[BEGIN], ordered[END]);
      Atomics.store(ordered, STATE, DONE);
    } catch (error) {
      console.error(error);
      Atomics.store(ordered, STATE, FAILED);
    }
    Atomics.notify(ordered, STATE);
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToHelper>) => {
  if (data.type === 'init') ({ memory, orders } = data);
  else if (memory) kernels.set(data.kernel, instanceOf(data.module, memory));
  if (orders && kernels.size > 0) work(orders);
});

// It is counted on only once it has said so.
self.postMessage('started');
