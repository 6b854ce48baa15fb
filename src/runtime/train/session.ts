/** A run of training from its first step to its last: what the thread does between two messages. Knows no jax-js, which is handed in. */

import { said } from '../../words/said';
import { Sentence } from '../message';
import { type Batch, createBatches } from './batches';
import { GpuFailure } from './gpuFailure';
import { heldOutOf } from './heldOut';
import { nearParameters } from './near';
import { begun, type Progress } from './options';
import { firstParameters, isPositions, readParameters } from './parameters';
import type { FromTrainer, ToTrainer } from './protocol';
import { learningRate } from './schedule';
import { shownOf } from './shown';
import type { Trained } from './step';
import { whyOf } from './words';

type Start = ToTrainer & { type: 'start' };

export interface TrainWorld {
  /** Brings up the device, and the model on it; `broken` rejects when the device is gone. */
  open(start: Start, from: Progress): Promise<{ trained: Trained; threads: number; broken?: Promise<never> }>;
  post(message: FromTrainer, transfer?: Transferable[]): void;
  /** Resolves in another task, so that messages are heard. */
  breathe(): Promise<void>;
}

export interface Session {
  hear(message: ToTrainer): void;
  /** Ends the run, with the last good copy if the page has none as new. */
  fail(error: unknown): void;
}

/** A copy of a run that is good as long as the losses after it are numbers is made after every so many steps. */
const COPIED_EVERY = 50;

async function beginning({ options, from }: Start): Promise<Progress> {
  if (!from) {
    const first = options.start === 'near' ? nearParameters : firstParameters;
    return begun(first(options.geometry, options.seed));
  }
  if ('progress' in from) return from.progress;
  return begun(await readParameters(options.geometry, from.tensors));
}

export function createSession(world: TrainWorld): Session {
  const { post } = world;
  let isPaused = false;
  let isStopped = false;
  let peak = 0;
  const asked = new Set<'askPreview' | 'askCheckpoint'>();
  /** The last copy whose losses were numbers, and the step of the one that the page has. */
  let good: Progress | undefined;
  let sent = -1;
  let isOver = false;
  /** Ends a pause. */
  let wake: () => void = () => undefined;

  function checkpoint(progress: Progress): void {
    post({ type: 'checkpoint', progress });
    sent = progress.step;
  }

  function fail(error: unknown): void {
    // A GPU that is gone is heard of by whoever asked something of it, too.
    if (isOver) return;
    isOver = true;
    try {
      if (good && good.step > sent) checkpoint(good);
    } catch {
      // Where memory is short there may be none for a copy; that it failed is said all the same.
    }
    const isGpus = error instanceof GpuFailure;
    post({ type: 'failed', why: whyOf(error), ...(isGpus && { isGpus }) });
  }

  async function run(start: Start): Promise<void> {
    const { options, pictures } = start;
    const { geometry, normalisation, target, heldOut } = options;
    peak = options.peak;
    const from = await beginning(start);
    const batches = createBatches({ ...options, pictures });
    const held = heldOutOf(batches.heldOut(heldOut.count, heldOut.masking), {
      geometry,
      target,
      ...normalisation,
    });
    const { trained, threads, broken } = await world.open(start, from);
    const learned = [...from.parameters].filter(([name]) => !isPositions(name));
    post({
      type: 'ready',
      learned: learned.reduce((sum, [, values]) => sum + values.length, 0),
      threads,
      held: held.pictures,
    });
    let [step, young] = [from.step, undefined as Progress | undefined];
    good = from;
    if (start.from && 'progress' in start.from) sent = step;
    /** Of the last step. */
    let batch: Batch | undefined;
    broken?.catch(fail);

    async function look(draws: boolean): Promise<void> {
      const pred = await trained.predict(held.batch);
      post({ type: 'heldOut', step, loss: held.lossOf(pred), harmonicLoss: held.harmonicLoss });
      if (draws) {
        const drawn = held.drawn(pred);
        post(
          { type: 'preview', step, drawn },
          drawn.map(({ data }) => data.buffer),
        );
        if (batch) show(batch);
      }
    }

    function show(last: Batch): void {
      const shown = shownOf(last, { geometry, ...normalisation });
      post(
        { type: 'shown', step, pictures: shown },
        shown.map(({ square }) => square.data.buffer),
      );
    }

    /** What was asked for between two steps. */
    async function answer(): Promise<void> {
      const all = [...asked];
      asked.clear();
      if (all.includes('askPreview')) await look(true);
      if (all.includes('askCheckpoint')) {
        young = await trained.progress();
        checkpoint(young);
      }
    }

    await look(true);
    while (step < options.steps && !isStopped && !isOver) {
      // The rest of the step before is computed while it breathes.
      const began = performance.now();
      await world.breathe();
      await answer();
      if (isStopped) break;
      if (isPaused) {
        // What was asked for during an answer is answered first: it wakes nobody again.
        if (asked.size > 0) continue;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      const rate = learningRate(step, options.steps, peak, options.warmup);
      batch = batches.batch(step, options.batch, options.masking);
      const loss = await trained.step(batch, rate);
      if (!Number.isFinite(loss)) {
        // In place of any that is newer, whose weights may be no numbers.
        checkpoint(good);
        throw new Sentence(said('training.noNumber', { step: step + 1 }));
      }
      // The loss after it is a number, so the copy is good.
      if (young) [good, young] = [young, undefined];
      step++;
      post({ type: 'step', step, loss, rate, ms: performance.now() - began });
      if (step % COPIED_EVERY === 0) young = await trained.progress();
      if (step % heldOut.every === 0) await look(false);
    }
    if (isOver) return;
    await look(true);
    checkpoint(await trained.progress());
    isOver = true;
    post({ type: 'ended', step });
    trained.dispose();
  }

  return {
    fail,
    hear: (message) => {
      switch (message.type) {
        case 'start':
          run(message).catch(fail);
          return;
        case 'setLearningRate':
          peak = message.peak;
          return;
        case 'pause':
          isPaused = true;
          return;
        case 'goOn':
          isPaused = false;
          break;
        case 'stop':
          isStopped = true;
          break;
        default:
          asked.add(message.type);
      }
      // A pause hears everything else.
      wake();
    },
  };
}
