/** How the thread that trains gives work to its helpers: a few numbers in shared memory. A message would take as long as many a kernel does. */

/** Where it stands what a helper is to do, or how that ended; which kernel, and the part of its numbers that are to be computed. */
const [STATE, KERNEL, BEGIN, END, COUNT] = [0, 1, 2, 3, 4];
/** Where a kernel's arrays are, `COUNT` of them. */
const POINTERS = 5;
/** jax-js gives a kernel no more arrays than this. */
const MOST_ARRAYS = 64;

const [DONE, WANTED, FAILED] = [0, 1, 2];

export type Kernel = (...numbers: number[]) => void;

export type ToHelper =
  | { type: 'init'; memory: WebAssembly.Memory; orders: Int32Array }
  | { type: 'learn'; kernel: number; module: WebAssembly.Module };

export const newOrders = (): Int32Array =>
  new Int32Array(new SharedArrayBuffer(4 * (POINTERS + MOST_ARRAYS)));

export const instanceOf = (module: WebAssembly.Module, memory: WebAssembly.Memory): Kernel =>
  new WebAssembly.Instance(module, { env: { memory } }).exports.kernel as Kernel;

/** Leaves the processor's other thread its share (a proposal of 2024); undefined where a browser has it not. */
const { pause } = Atomics as { pause?: () => void };

/**
 * A tenth of a millisecond or so: the most kernels follow sooner, and to be woken takes longer. Not more, or runs side by side would
 * keep each other from the processor by waiting.
 */
const SPINS = pause ? 2_000 : 50_000;

/** Waits until a state is another one; whether it became so within so many milliseconds. Blocks the thread. */
function hasChanged(orders: Int32Array, from: number, ms = Number.POSITIVE_INFINITY): boolean {
  for (let spin = 0; spin < SPINS; spin++) {
    if (Atomics.load(orders, STATE) !== from) return true;
    pause?.();
  }
  // Who is woken may have been meant a state ago.
  while (Atomics.load(orders, STATE) === from)
    if (Atomics.wait(orders, STATE, from, ms) === 'timed-out') return false;
  return true;
}

/** A part of a kernel's numbers, and where its arrays are in the memory that all threads share. */
export interface Part {
  readonly kernel: number;
  readonly begin: number;
  readonly end: number;
  readonly pointers: readonly number[];
}

function become(orders: Int32Array, state: number): void {
  Atomics.store(orders, STATE, state);
  Atomics.notify(orders, STATE);
}

/** Gives a helper a part to compute; what it was given before must be done. */
export function give(orders: Int32Array, { kernel, begin, end, pointers }: Part): void {
  [orders[KERNEL], orders[BEGIN], orders[END], orders[COUNT]] = [kernel, begin, end, pointers.length];
  orders.set(pointers, POINTERS);
  become(orders, WANTED);
}

/** Whether a helper did what it was given within so many milliseconds. Blocks the thread. */
export const isDone = (orders: Int32Array, ms: number): boolean =>
  hasChanged(orders, WANTED, ms) && Atomics.load(orders, STATE) === DONE;

/** Does what a helper is given, until a kernel is wanted that is not known or one has failed. Blocks the thread. */
export function work(orders: Int32Array, kernels: ReadonlyMap<number, Kernel>): void {
  for (;;) {
    hasChanged(orders, DONE);
    const kernel = kernels.get(orders[KERNEL]);
    if (!kernel || Atomics.load(orders, STATE) === FAILED) return;
    try {
      kernel(...orders.subarray(POINTERS, POINTERS + orders[COUNT]), orders[BEGIN], orders[END]);
      become(orders, DONE);
    } catch (error) {
      console.error(error);
      become(orders, FAILED);
    }
  }
}
