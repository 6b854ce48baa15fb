/** The states of an engine and the ways between them. Pure: `engine.ts` does what a state asks for. */
import { type Said, said, type Words } from '../../words/said';
import type { Model } from '../models/model';
import { type Attempt, type BackendChoice, backendFailed, nameOf } from './backend';
import type { Blame, Stage } from './protocol';
import type { Running, SelfCheck } from './scene';

/** What an engine was asked to load. */
export interface Order {
  readonly model: Model;
  readonly choice: BackendChoice;
}

export type EngineState =
  /** Nothing is loaded, and no worker is there. */
  | { readonly kind: 'idle' }
  /** The browser is being asked what GPU it has. */
  | { readonly kind: 'probing'; readonly order: Order; readonly problem?: Said }
  /** A worker brings the model up. */
  | {
      readonly kind: 'loading';
      readonly order: Order;
      readonly attempt: Attempt;
      /** What is tried when that fails. */
      readonly rest: readonly Attempt[];
      readonly stage: Stage;
      /** How often it has come to a standstill since it was ordered. */
      readonly stalls: number;
      /** Bytes of the model; both 0 at first. */
      readonly received: number;
      readonly total: number;
      readonly problem?: Said;
    }
  | {
      readonly kind: 'running';
      readonly order: Order;
      readonly running: Running;
      readonly check: SelfCheck;
      /** What brought it up, and what is tried when it does not pass its self-check. */
      readonly attempt: Attempt;
      readonly rest: readonly Attempt[];
    }
  /** It waits for the person. */
  | { readonly kind: 'failed'; readonly order: Order; readonly problem: Said };
// A `problem` is a sentence for the person about what has just gone wrong.

/** The sentence that a state brings with it, unless the one before had it already. */
export function newProblem(state: EngineState, before: EngineState): Said | undefined {
  const [problem, problemBefore] = [state, before].map((one) => ('problem' in one ? one.problem : undefined));
  return problem === problemBefore ? undefined : problem;
}

/** Who asked for what broke: the page, which asks for its newest picture again and again, or the queue. */
export type Asker = 'page' | 'queue';

export type EngineEvent =
  | { readonly type: 'load'; readonly order: Order }
  | { readonly type: 'release' }
  | { readonly type: 'probed'; readonly attempts: readonly Attempt[] }
  | { readonly type: 'stage'; readonly stage: Stage }
  | { readonly type: 'progress'; readonly received: number; readonly total: number }
  | {
      readonly type: 'loaded';
      readonly facts: Omit<Running, 'backend' | 'reason'>;
      readonly check: SelfCheck;
    }
  | { readonly type: 'checked'; readonly error: number }
  /** `message` is half a sentence. */
  | { readonly type: 'failed'; readonly blame: Blame; readonly message: Words; readonly asker?: Asker }
  /** The worker has given no sign of life for so many seconds, though something is waited for. */
  | { readonly type: 'stalled'; readonly seconds: number; readonly asker?: Asker };

/** What an event says has failed, as half a sentence; undefined where nothing has. */
export function failureOf(event: EngineEvent): Words | undefined {
  if (event.type === 'stalled') return said('inference.silent', { seconds: event.seconds });
  return event.type === 'failed' ? event.message : undefined;
}

/** Whether the backend has failed, and not the files or the network they come by. */
export function isBackendsFault(state: EngineState, event: EngineEvent): boolean {
  if (event.type === 'failed') return event.blame === 'backend';
  return event.type === 'stalled' && !(state.kind === 'loading' && state.stage === 'fetching');
}

/** Whether it is a GPU that the model runs on, or is being brought up on. */
export const isOnGpu = (state: EngineState): state is EngineState & { kind: 'loading' | 'running' } =>
  (state.kind === 'running' && state.running.backend === 'webgpu') ||
  (state.kind === 'loading' && state.attempt.backend === 'webgpu');

export const IDLE: EngineState = { kind: 'idle' };

const failed = (order: Order, why: Words): EngineState => ({
  kind: 'failed',
  order,
  problem: said('inference.cannotRun', { title: order.model.title, why }),
});

/** An attempt that begins. */
const begin = (
  order: Order,
  attempt: Attempt,
  rest: readonly Attempt[],
  stalls: number,
  problem?: Said,
): EngineState => ({
  kind: 'loading',
  order,
  attempt,
  rest,
  stage: 'fetching',
  stalls,
  received: 0,
  total: 0,
  ...(problem && { problem }),
});

/** What came of the attempts before. */
interface Past {
  /** What the last one failed with, as half a sentence. */
  readonly failure?: { readonly of: Attempt; readonly message: Words };
  readonly stalls: number;
  readonly problem?: Said;
}

/** The first attempt that can hold the model. */
function tryNext(
  order: Order,
  attempts: readonly Attempt[],
  { failure, stalls, problem }: Past = { stalls: 0 },
): EngineState {
  const [next, ...rest] = attempts;
  if (!next) return failed(order, failure?.message ?? said('inference.noBackend'));
  const before = failure && backendFailed(nameOf(failure.of), failure.message);
  if (next.obstacle) {
    const { obstacle } = next;
    const message = before ? said('inference.alsoObstacle', { before, obstacle }) : obstacle;
    return tryNext(order, rest, { failure: { of: next, message }, stalls, problem });
  }
  return begin(order, before ? { ...next, reason: before } : next, rest, stalls, problem);
}

/** Once the same again, then what is left to try: a network that stands still would do so on every backend. */
function stalled(
  { order, attempt, rest, stage, stalls, problem }: EngineState & { kind: 'loading' },
  seconds: number,
  message: Words,
): EngineState {
  if (stalls === 0) {
    const again = said('inference.standstill', { title: order.model.title, seconds });
    return begin(order, { ...attempt }, rest, 1, again);
  }
  if (stage === 'fetching') {
    return failed(order, said('inference.nothingCame', { seconds }));
  }
  return tryNext(order, rest, { failure: { of: attempt, message }, stalls: stalls + 1, problem });
}

/** After a reconstruction or a self-check that failed, or a worker that died. */
function broken(
  { order, running, check, attempt, rest }: EngineState & { kind: 'running' },
  message: Words,
  asker?: Asker,
): EngineState {
  // As if it had never come up.
  if (check === 'coming' && rest.length > 0) {
    return tryNext(order, rest, { failure: { of: attempt, message }, stalls: 0 });
  }
  if (running.backend === 'webgpu') {
    return {
      kind: 'probing',
      order: { ...order, choice: 'auto' },
      problem: said('inference.gpuLeft', { why: message }),
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
        ? tryNext(state.order, event.attempts, { stalls: 0, problem: state.problem })
        : state;
    case 'stage':
      return state.kind === 'loading' && state.stage !== event.stage
        ? { ...state, stage: event.stage }
        : state;
    case 'progress':
      return state.kind === 'loading' ? { ...state, received: event.received, total: event.total } : state;
    case 'loaded': {
      if (state.kind !== 'loading') return state;
      const { order, attempt, rest } = state;
      const { backend, reason } = attempt;
      const { check, facts } = event;
      return { kind: 'running', order, running: { backend, reason, ...facts }, check, attempt, rest };
    }
    case 'checked':
      return state.kind === 'running' && state.check === 'coming' ? { ...state, check: event.error } : state;
    case 'failed':
    case 'stalled': {
      const message = failureOf(event) as Words;
      if (state.kind === 'running') return broken(state, message, event.asker);
      if (state.kind !== 'loading') return state;
      if (event.type === 'stalled') return stalled(state, event.seconds, message);
      const { order, attempt, rest, stalls, problem } = state;
      return event.blame === 'files'
        ? failed(order, message)
        : tryNext(order, rest, { failure: { of: attempt, message }, stalls, problem });
    }
  }
}
