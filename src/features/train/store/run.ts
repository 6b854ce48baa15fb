/** One run as the page follows it: what is shown of it, a few times a second, and what it can be told. */
import type { Raster } from '../../../mae/raster';
import type { Progress } from '../../../runtime/train/options';
import type { Beginning, FromTrainer, HeldPicture, RunOptions, Shown } from '../../../runtime/train/protocol';
import type { Trainer, Training } from '../../../runtime/train/trainer';
import type { Words } from '../../../words/said';
import { NO_CURVE, type Point, type Smoothed, upTo, withLoss } from './curve';
import type { Where } from './where';

export type Phase = 'measuring' | 'opening' | 'running' | 'paused' | 'ended' | 'failed';

/** Plain data, of which the first part is kept from visit to visit. */
export interface RunFacts {
  readonly id: string;
  /** By which it is called: from 1 on. */
  readonly number: number;
  readonly options: RunOptions;
  /** What it began with, where that was a model. */
  readonly further?: Words;
  /** Steps made. */
  readonly step: number;
  readonly training: Smoothed;
  readonly held: readonly Point[];
  readonly harmonicLoss?: number;
}

export interface Run extends RunFacts {
  readonly phase: Phase;
  /** Where it computes, as soon as that is known. */
  readonly where?: Where;
  /** Of the last steps, in milliseconds. */
  readonly msPerStep?: number;
  /** Of the last step. */
  readonly rate?: number;
  readonly triplets?: readonly HeldPicture[];
  /** [triplets] what it makes of them, after `drawnAt` steps. */
  readonly drawn?: readonly Raster[];
  readonly drawnAt?: number;
  /** What it was shown last that is drawn. */
  readonly shown?: Shown;
  /** The last checkpoint. */
  readonly progress?: Progress;
  /** Why it ended too early: half a sentence. */
  readonly why?: Words;
  /** Whether a GPU that failed is why. */
  readonly isGpus?: boolean;
}

export interface RunWorld {
  readonly trainer: Trainer;
  /** In milliseconds. */
  readonly now: () => number;
  /** Calls back a little later: what happens in between is drawn at once. */
  readonly soon: (act: () => void) => void;
}

/** In milliseconds. */
const DRAWN_EVERY = 4_000;
const KEPT_EVERY = 60_000;
/** A short run would have nothing kept of it before its end. */
const FIRST_KEPT = 10_000;

export const isOver = ({ phase }: Pick<Run, 'phase'>): boolean => phase === 'ended' || phase === 'failed';

export interface Runner {
  pause(): void;
  goOn(): void;
  setLearningRate(peak: number): void;
  /** The run as it is now; of one that is over, its last checkpoint. Undefined where there is none. */
  checkpoint(): Promise<Progress | undefined>;
  stop(): void;
  release(): void;
}

export interface Follower {
  /** What changed. */
  tell(run: Run): void;
  /** Each checkpoint that is to be kept. */
  keep(run: Run): void;
  /** It ended or failed; nothing follows. */
  over(): void;
}

/** Follows a run from its start. */
export function follow(
  { trainer, now, soon }: RunWorld,
  first: Run,
  { pictures, from }: { readonly pictures: readonly Raster[]; readonly from?: Beginning },
  { tell, keep, over }: Follower,
): Runner {
  let run = first;
  let isTelling = false;
  let drawn = now();
  let kept = now() + FIRST_KEPT - KEPT_EVERY;
  let waiting: ((progress: Progress | undefined) => void)[] = [];

  const change = (changes: Partial<Run>): void => {
    run = { ...run, ...changes };
    if (isTelling) return;
    isTelling = true;
    soon(() => {
      isTelling = false;
      tell(run);
    });
  };
  const changeNow = (changes: Partial<Run>): void => {
    run = { ...run, ...changes };
    tell(run);
  };
  const answer = (): void => {
    const all = waiting;
    waiting = [];
    for (const resolve of all) resolve(run.progress);
  };

  function stepped({ step, loss, rate, ms }: FromTrainer & { type: 'step' }): void {
    const before = run.msPerStep ?? ms;
    change({
      step,
      rate,
      msPerStep: before + 0.1 * (ms - before),
      training: withLoss(run.training, [step, loss], run.options.steps),
    });
    const time = now();
    if (time - drawn >= DRAWN_EVERY) {
      drawn = time;
      training.askPreview();
    }
    if (time - kept >= KEPT_EVERY) {
      kept = time;
      training.askCheckpoint();
    }
  }

  function hear(event: FromTrainer): void {
    switch (event.type) {
      case 'ready':
        return changeNow({ phase: run.phase === 'paused' ? 'paused' : 'running', triplets: event.held });
      case 'step':
        return stepped(event);
      case 'heldOut': {
        const held: readonly Point[] = [...upTo(run.held, event.step - 1), [event.step, event.loss]];
        return change({ held, harmonicLoss: event.harmonicLoss });
      }
      case 'preview':
        return change({ drawn: event.drawn, drawnAt: event.step });
      case 'shown':
        return change({ shown: event });
      case 'checkpoint':
        changeNow({ progress: event.progress, step: event.progress.step });
        answer();
        return keep(run);
      case 'ended':
        changeNow({ phase: 'ended', step: event.step });
        answer();
        keep(run);
        return over();
      case 'failed':
        changeNow({ phase: 'failed', why: event.why, isGpus: event.isGpus });
        answer();
        return over();
    }
  }

  const training: Training = trainer.train(run.options, pictures, hear, from);
  return {
    pause: () => {
      training.pause();
      training.askCheckpoint();
      changeNow({ phase: 'paused' });
    },
    goOn: () => {
      training.goOn();
      changeNow({ phase: 'running' });
    },
    setLearningRate: (peak) => {
      training.setLearningRate(peak);
      changeNow({ options: { ...run.options, peak } });
    },
    checkpoint: () =>
      isOver(run)
        ? Promise.resolve(run.progress)
        : new Promise((resolve) => {
            waiting.push(resolve);
            training.askCheckpoint();
          }),
    stop: () => training.stop(),
    release: () => {
      training.release();
      answer();
    },
  };
}

/** A run before anything is known of it. */
export const newRun = (facts: Pick<RunFacts, 'id' | 'number' | 'options' | 'further'>): Run => ({
  ...facts,
  phase: 'measuring',
  step: 0,
  training: NO_CURVE,
  held: [],
});

/** Only what is kept. */
export const factsOf = ({
  id,
  number,
  options,
  further,
  step,
  training,
  held,
  harmonicLoss,
}: RunFacts): RunFacts => ({
  id,
  number,
  options,
  step,
  training,
  held,
  ...(further && { further }),
  ...(harmonicLoss !== undefined && { harmonicLoss }),
});
