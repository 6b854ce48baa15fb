/**
 * jax-js 0.1.25 starts threads for WebAssembly where memory can be shared, from a blob, which the page's content policy forbids: it would
 * compute nothing, and not say so. It is given these in their place: the first is the thread that trains itself, which would only
 * wait; the others are started from a file of the page, `kernel.worker.ts`, and told what to do by shared memory.
 */
import { said } from '../../words/said';
import { Sentence } from '../message';
import address from './kernel.worker.ts?worker&url';
import {
  BEGIN,
  COUNT,
  END,
  FAILED,
  hasChanged,
  instanceOf,
  KERNEL,
  type Kernel,
  newOrders,
  POINTERS,
  STATE,
  type ToHelper,
  WANTED,
} from './work';

/** What jax-js says to a thread of its own. */
type FromJax =
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

type Ordered = FromJax & { type: 'kernel' };

/** A thread as jax-js sees it. It is heard once it is done. */
interface Member {
  onmessage?: (event: { data: { ok: boolean; error?: string } }) => void;
  postMessage(message: FromJax): void;
}

/** A thread that takes longer than this for a part of a kernel, in seconds, is gone. */
const PATIENCE = 10;

const done = (member: Member): void => member.onmessage?.({ data: { ok: true } });

/** Another thread, which is at work from `begin` until `wait` is over. */
class Helper implements Member {
  onmessage?: Member['onmessage'];
  private readonly orders = newOrders();
  private readonly known = new Map<string, number>();
  private isAtWork = false;

  constructor(private readonly thread: Worker) {}

  private tell(message: ToHelper): void {
    this.thread.postMessage(message);
  }

  postMessage(message: FromJax): void {
    if (message.type === 'init') {
      this.tell({ type: 'init', memory: message.memory, orders: this.orders });
      queueMicrotask(() => done(this));
    }
    if (message.type === 'kernel') this.begin(message);
  }

  private begin({ kernelHash, module, ptrs, begin, end }: Ordered): void {
    const { orders } = this;
    const kernel = this.known.get(kernelHash) ?? this.known.size;
    if (kernel === this.known.size) {
      this.known.set(kernelHash, kernel);
      this.tell({ type: 'learn', kernel, module });
    }
    [orders[KERNEL], orders[BEGIN], orders[END], orders[COUNT]] = [kernel, begin, end, ptrs.length];
    orders.set(ptrs, POINTERS);
    this.isAtWork = true;
    Atomics.store(orders, STATE, WANTED);
    Atomics.notify(orders, STATE);
  }

  /** Blocks until it is done. Throws a `Sentence`, half of one, where it never will be. */
  wait(): void {
    if (!this.isAtWork) return;
    if (!hasChanged(this.orders, WANTED, PATIENCE) || Atomics.load(this.orders, STATE) === FAILED)
      throw new Sentence(said('training.threadGone'));
    this.isAtWork = false;
    done(this);
  }
}

/** The thread that trains, as the first of its own helpers: it has a part in every kernel. */
class Here implements Member {
  onmessage?: Member['onmessage'];
  private memory?: WebAssembly.Memory;
  private readonly kernels = new Map<string, Kernel>();

  constructor(
    private readonly helpers: readonly Helper[],
    private readonly onFault: (error: unknown) => void,
  ) {}

  postMessage(message: FromJax): void {
    // The others are told of their parts before this one is begun.
    queueMicrotask(() => {
      try {
        if (message.type === 'init') this.memory = message.memory;
        else if (message.type === 'kernel') this.run(message);
        else throw new Error('no kernel');
        done(this);
      } catch (error) {
        // jax-js would go on with whatever is in memory, so it hears nothing.
        this.onFault(error);
      }
    });
  }

  private run({ kernelHash, module, ptrs, begin, end }: Ordered): void {
    const kernel = this.kernels.get(kernelHash) ?? instanceOf(module, this.memory as WebAssembly.Memory);
    this.kernels.set(kernelHash, kernel);
    kernel(...ptrs, begin, end);
    for (const helper of this.helpers) helper.wait();
  }
}

/** A thread that has started; rejects where it cannot. */
function started(): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(address, { type: 'module' });
    thread.onmessage = () => resolve(thread);
    thread.onerror = () => reject(new Error('a thread did not start'));
  });
}

/**
 * To be called in the thread that trains, before jax-js is imported. Resolves with how many threads will compute, this one among them:
 * fewer than wanted where they do not start. `onFault` is told why a kernel failed; nothing that is computed after it is of use.
 */
export async function bringHelpers(wanted: number, onFault: (error: unknown) => void): Promise<number> {
  const count = typeof SharedArrayBuffer === 'undefined' ? 0 : wanted - 1;
  const all = await Promise.allSettled(Array.from({ length: count }, started));
  const helpers = all.flatMap((one) => (one.status === 'fulfilled' ? [new Helper(one.value)] : []));
  if (helpers.length === 0) {
    // Without it jax-js computes in this thread.
    Reflect.deleteProperty(globalThis, 'Worker');
    return 1;
  }
  const members: Member[] = [new Here(helpers, onFault), ...helpers];
  globalThis.Worker = class {
    constructor() {
      const member = members.shift();
      if (!member) throw new Error('all threads are taken');
      // biome-ignore lint/correctness/noConstructorReturn: jax-js makes its threads by `new`
      return member;
    }
  } as unknown as typeof Worker;
  const threads = members.length;
  // It makes as many as there are processors.
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: threads });
  return threads;
}
