/** A run of training from its first step to its last: what the thread does between two messages. Knows no jax-js, which is handed in. */

import { said } from '../../words/said';
import { halfSentence } from '../inference/words';
import { Sentence } from '../message';
import { createBatches } from './batches';
import { GpuFailure } from './gpuFailure';
import { heldOutOf } from './heldOut';
import { nearParameters } from './near';
import { begun, type Progress } from './options';
import { firstParameters, isPositions, readParameters } from './parameters';
import type { FromTrainer, ToTrainer } from './protocol';
import { learningRate } from './schedule';
import type { Trained } from './step';

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
  let isOver = false;
  let peak = 0;
  const asked = new Set<'askPreview' | 'askCheckpoint'>();
  /** Hands out what is good of a run that ends too early. */
  let rescue: () => void = () => undefined;
  /** Ends a pause. */
  let wake: () => void = () => undefined;

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
    let [step, good, young] = [from.step, from, undefined as Progress | undefined];

    let sent = from.step;

    function checkpoint(progress: Progress): void {
      sent = progress.step;
      post({ type: 'checkpoint', progress });
    }
    // What was asked for may be newer.
    rescue = () => good.step > sent && checkpoint(good);
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
      }
    }

    /** What was asked for between two steps. */
    async function answer(): Promise<void> {
      const all = [...asked];
      asked.clear();
      if (all.includes('askPreview')) await look(true);
      if (all.includes('askCheckpoint')) checkpoint(await trained.progress());
    }

    await look(true);
    while (step < options.steps && !isStopped) {
      await world.breathe();
      await answer();
      if (isStopped) break;
      if (isPaused) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      const began = performance.now();
      const rate = learningRate(step, options.steps, peak, options.warmup);
      const loss = await trained.step(batches.batch(step, options.batch, options.masking), rate);
      if (!Number.isFinite(loss)) {
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
    await look(true);
    checkpoint(await trained.progress());
    post({ type: 'ended', step });
    trained.dispose();
  }

  function fail(error: unknown): void {
    // A GPU that is gone is heard of by whoever asked something of it, too.
    if (isOver) return;
    isOver = true;
    rescue();
    const isGpus = error instanceof GpuFailure;
    post({ type: 'failed', why: halfSentence(error), ...(isGpus && { isGpus }) });
  }

  return {
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
