/** Notices that a worker has fallen silent: by itself none ever says that it hangs, or that the browser has ended it. */
import { needsOf } from '../models/limits';
import type { Model } from '../models/model';
import type { EngineState } from './engineState';
import type { Stage } from './protocol';

/** Seconds without a sign of life, by what a load is at. Compiling a GPU's shaders takes a slow driver half a minute. */
const PATIENCE: Readonly<Record<Stage, number>> = { fetching: 30, starting: 20, building: 90 };
/** A reconstruction; the slowest seen of a small model, on an emulated GPU beside other work, took 8. */
const ANSWER = 60;
/** For each thousand million weights: between two signs of life all of a network may be read, optimised or run once. */
const PER_BILLION = 240;

const extraFor = ({ geometry }: Model): number => Math.round((needsOf(geometry).numbers / 1e9) * PER_BILLION);

/** Seconds that a worker may be silent in a state; undefined where nothing is waited for. Each standstill doubles them. */
export function patienceFor(state: EngineState, isAsked: boolean): number | undefined {
  if (state.kind === 'loading') {
    const { stage, stalls, order } = state;
    const extra = stage === 'building' ? extraFor(order.model) : 0;
    return (PATIENCE[stage] + extra) * 2 ** stalls;
  }
  return state.kind === 'running' && isAsked ? ANSWER + extraFor(state.order.model) : undefined;
}

export interface Watchdog {
  /** From now on, so many seconds; with undefined nothing is waited for. */
  wait(seconds: number | undefined): void;
}

/** `onSilence` hears for how many seconds nothing came. Seconds are counted one by one, as a page that sleeps hears nothing either. */
export function createWatchdog(onSilence: (seconds: number) => void): Watchdog {
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    wait: (seconds) => {
      clearInterval(timer);
      if (seconds === undefined) return;
      let silent = 0;
      timer = setInterval(() => {
        silent++;
        if (silent < seconds) return;
        clearInterval(timer);
        onSilence(seconds);
      }, 1000);
    },
  };
}
