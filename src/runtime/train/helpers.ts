/**
 * jax-js starts threads for WebAssembly where memory can be shared, from a blob, which the page's content policy forbids: it would compute
 * nothing, and not say so. They are started from a file of the page instead, `kernel.worker.ts`.
 */
import type { Said } from '../../words/said';
import { findLocks } from '../browser/locks';
import type { FromHelper } from './kernel.worker';
import address from './kernel.worker.ts?worker&url';
import { onBroken } from './thread';
import { whyOf } from './words';

/**
 * To be called in the thread that trains, before jax-js is imported. Says how many threads will compute, 1 being this one alone; `tell` is
 * called with half a sentence when one of them broke. jax-js keeps that to itself: it reads on from memory that nobody has written, or
 * waits for ever.
 */
export function bringHelpers(wanted: number, tell: (why: Said) => void): number {
  const Native = globalThis.Worker;
  if (wanted === 1 || typeof SharedArrayBuffer === 'undefined') {
    // Without it jax-js starts none, and neither shares memory.
    Reflect.deleteProperty(globalThis, 'Worker');
    return 1;
  }
  const locks = findLocks('thread');
  globalThis.Worker = class extends Native {
    constructor() {
      const name = crypto.randomUUID();
      super(address, { type: 'module', name });
      onBroken(this, name, locks, tell);
      this.addEventListener('message', ({ data }: MessageEvent<FromHelper>) => {
        if (data.type === 'done' && !data.ok) tell(whyOf(data.error));
      });
    }
  };
  // It starts as many as there are processors.
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: wanted });
  return wanted;
}
