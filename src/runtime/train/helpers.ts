/**
 * jax-js starts threads for WebAssembly where memory can be shared, from a blob, which the page's content policy forbids: it would compute
 * nothing, and not say so. They are started from a file of the page instead, `kernel.worker.ts`.
 */
import address from './kernel.worker.ts?worker&url';

/** To be called in the thread that trains, before jax-js is imported. Says how many threads will compute, 1 being this one alone. */
export function bringHelpers(wanted: number): number {
  const Native = globalThis.Worker;
  if (wanted === 1 || typeof SharedArrayBuffer === 'undefined') {
    // Without it jax-js starts none, and neither shares memory.
    Reflect.deleteProperty(globalThis, 'Worker');
    return 1;
  }
  globalThis.Worker = class extends Native {
    constructor() {
      super(address, { type: 'module' });
    }
  };
  // It starts as many as there are processors.
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: wanted });
  return wanted;
}
