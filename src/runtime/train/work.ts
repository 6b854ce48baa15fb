/** How the thread that trains gives work to its helpers: a few numbers in shared memory. A message would take as long as many a kernel does. */

/** Where a helper's number is kept: what it is to do, or how that ended. */
export const STATE = 0;
/** Which kernel, and the part of its numbers that are to be computed. */
export const [KERNEL, BEGIN, END, COUNT] = [1, 2, 3, 4];
/** Where a kernel's arrays are, `COUNT` of them. */
export const POINTERS = 5;
/** jax-js gives a kernel no more arrays than this. */
const MOST_ARRAYS = 64;

/** States. */
export const [DONE, WANTED, FAILED] = [0, 1, 2];

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

/**
 * Waits until a state is another one; whether it became so within so many seconds. They are waited for one by one, so that a machine that
 * slept, with all its threads, has used up no more than one. Blocks the thread.
 */
export function hasChanged(orders: Int32Array, from: number, seconds = Number.POSITIVE_INFINITY): boolean {
  for (let spin = 0; spin < SPINS; spin++) {
    if (Atomics.load(orders, STATE) !== from) return true;
    pause?.();
  }
  const ms = Number.isFinite(seconds) ? 1000 : seconds;
  let left = seconds;
  // Who is woken may have been meant a state ago.
  while (Atomics.load(orders, STATE) === from)
    if (Atomics.wait(orders, STATE, from, ms) === 'timed-out' && --left <= 0) return false;
  return true;
}
