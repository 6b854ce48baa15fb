/** The states of an engine and the ways between them. Pure: `engine.ts` does what a state asks for. */
import type { Model } from '../models/model';
import { type Attempt, type BackendChoice, webgpuFailed } from './backend';
import type { Blame } from './protocol';
import type { Running } from './scene';

/** What an engine was asked to load. */
export interface Order {
  readonly model: Model;
  readonly choice: BackendChoice;
}

export type EngineState =
  /** Nothing is loaded, and no worker is there. */
  | { readonly kind: 'idle' }
  /** The browser is being asked what GPU it has. */
  | { readonly kind: 'probing'; readonly order: Order; readonly problem?: string }
  /** A worker brings the model up. */
  | {
      readonly kind: 'loading';
      readonly order: Order;
      readonly attempt: Attempt;
      /** What is tried when that fails. */
      readonly rest: readonly Attempt[];
      /** Bytes of the model; both 0 at first. */
      readonly received: number;
      readonly total: number;
      readonly problem?: string;
    }
  | { readonly kind: 'running'; readonly order: Order; readonly running: Running }
  /** It waits for the person. */
  | { readonly kind: 'failed'; readonly order: Order; readonly problem: string };
// A `problem` is a sentence for the person about what has just gone wrong.

/** The sentence that a state brings with it, unless the one before had it already. */
export function newProblem(state: EngineState, before: EngineState): string | undefined {
  const [said, saidBefore] = [state, before].map((one) => ('problem' in one ? one.problem : undefined));
  return said === saidBefore ? undefined : said;
}

/** Who asked for what broke: the page, which asks for its newest picture again and again, or the queue. */
export type Asker = 'page' | 'queue';

export type EngineEvent =
  | { readonly type: 'load'; readonly order: Order }
  | { readonly type: 'release' }
  | { readonly type: 'probed'; readonly attempts: readonly Attempt[] }
  | { readonly type: 'progress'; readonly received: number; readonly total: number }
  | { readonly type: 'loaded'; readonly facts: Omit<Running, 'backend' | 'reason'> }
  /** `message` is half a sentence. */
  | { readonly type: 'failed'; readonly blame: Blame; readonly message: string; readonly asker?: Asker };

export const IDLE: EngineState = { kind: 'idle' };

const failed = (order: Order, message: string): EngineState => ({
  kind: 'failed',
  order,
  problem: `${order.model.title} cannot run here: ${message}.`,
});

/** The first attempt that can hold the model; `failure` is what came of those before, as half a sentence. */
function tryNext(
  order: Order,
  attempts: readonly Attempt[],
  failure?: string,
  problem?: string,
): EngineState {
  const [next, ...rest] = attempts;
  if (!next) return failed(order, failure ?? 'there is no backend');
  const { backend, obstacle } = next;
  if (obstacle) {
    const both = failure ? `${webgpuFailed(failure)}; ${obstacle}` : obstacle;
    return tryNext(order, rest, both, problem);
  }
  const attempt = { backend, reason: failure ? webgpuFailed(failure) : next.reason };
  return { kind: 'loading', order, attempt, rest, received: 0, total: 0, ...(problem && { problem }) };
}

/** After a reconstruction that failed, or a worker that died. */
function broken(
  { order, running }: EngineState & { kind: 'running' },
  message: string,
  asker?: Asker,
): EngineState {
  if (running.backend === 'webgpu') {
    return {
      kind: 'probing',
      order: { ...order, choice: 'auto' },
      problem: `WebGPU stopped working (${message}). The page goes on without it.`,
    };
  }
  // What broke it is not asked for again, and the others get a new worker. The page would ask for the same again at once.
  return asker === 'queue' ? { kind: 'probing', order } : failed(order, message);
}

/** The state after an event; the very same state where the event means nothing in it. */
export function transition(state: EngineState, event: EngineEvent): EngineState {
  switch (event.type) {
    case 'load':
      return { kind: 'probing', order: event.order };
    case 'release':
      return IDLE;
    case 'probed':
      return state.kind === 'probing'
        ? tryNext(state.order, event.attempts, undefined, state.problem)
        : state;
    case 'progress':
      return state.kind === 'loading' ? { ...state, received: event.received, total: event.total } : state;
    case 'loaded': {
      if (state.kind !== 'loading') return state;
      const { backend, reason } = state.attempt;
      return { kind: 'running', order: state.order, running: { backend, reason, ...event.facts } };
    }
    case 'failed': {
      const { blame, message, asker } = event;
      if (state.kind === 'running') return broken(state, message, asker);
      if (state.kind !== 'loading') return state;
      const { order, rest, problem } = state;
      return blame === 'files' ? failed(order, message) : tryNext(order, rest, message, problem);
    }
  }
}
