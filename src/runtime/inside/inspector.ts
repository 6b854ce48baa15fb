/** Looks inside the network of a scene, in a thread of its own, which has one network at a time and is given up with it. */
import { said } from '../../words/said';
import type { Scene } from '../inference/scene';
import { Sentence } from '../message';
import { isSameNetwork, type Model, shapeOf } from '../models/model';
import type { FromInside, ToInside } from './protocol';
import type { AllSeen, Wants } from './tapped';
import type { Weights } from './weights';

export interface Inspector {
  /** Rejects with the signal's reason if that has come before its turn, and with a `Sentence`, half of one, when it cannot be had. */
  look(scene: Scene, wants: Wants, signal: AbortSignal): Promise<AllSeen>;
  /** Of a model's weights, what there is to be seen without a picture. Rejects as `look` does. */
  weigh(model: Model, signal: AbortSignal): Promise<Weights>;
  /** `sharedColours` of tokens that the model's network made. */
  colour(
    model: Model,
    pictures: readonly Float32Array[],
    width: number,
    edge: Uint8Array | undefined,
    signal: AbortSignal,
  ): Promise<readonly Uint8ClampedArray<ArrayBuffer>[]>;
  /** Gives the network's memory back. */
  release(): void;
}

/** The part of a `Worker` that is used here. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

const spawnInside = (): WorkerLike =>
  new Worker(new URL('./inside.worker.ts', import.meta.url), { type: 'module' });

export function createInspector(threads: number, spawn = spawnInside): Inspector {
  let worker: WorkerLike | undefined;
  let inside: Model | undefined;
  let last: Promise<unknown> = Promise.resolve();
  /** Ends the wait for a thread that was given up. */
  let giveUp: (() => void) | undefined;

  function release(): void {
    worker?.terminate();
    worker = inside = undefined;
    giveUp?.();
  }

  function threadFor(model: Model): WorkerLike {
    if (worker && inside && isSameNetwork(inside, model)) return worker;
    release();
    worker = spawn();
    inside = model;
    const { geometry, files } = model;
    worker.postMessage({ type: 'open', geometry, files, threads } satisfies ToInside);
    return worker;
  }

  /** Asks the thread of a model, and takes from its answer what was asked for. */
  const ask = <Answer>(
    model: Model,
    question: ToInside,
    answerIn: (data: FromInside) => Answer | undefined,
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const thread = threadFor(model);
      giveUp = () => reject(new DOMException('nobody looks any more', 'AbortError'));
      const fail = (error: Sentence): void => {
        reject(error);
        release();
      };
      thread.onmessage = ({ data }: MessageEvent<FromInside>) => {
        if (data.type === 'failed') return fail(new Sentence(data.why));
        const answer = answerIn(data);
        if (answer) resolve(answer);
      };
      thread.onerror = () => fail(new Sentence(said('inference.partNotStarted')));
      thread.postMessage(question);
    });

  /** One after the other. */
  function inTurn<Answer>(signal: AbortSignal, question: () => Promise<Answer>): Promise<Answer> {
    const answered = last.then(() => {
      signal.throwIfAborted();
      return question();
    });
    last = answered.catch(() => undefined);
    return answered;
  }

  return {
    look: ({ square, plan, model }, wants, signal) =>
      inTurn(signal, () =>
        ask(model, { type: 'look', square, plan, model: shapeOf(model), wants }, (data) =>
          data.type === 'seen' ? data.seen : undefined,
        ),
      ),
    weigh: (model, signal) =>
      inTurn(signal, () =>
        ask(model, { type: 'weigh' }, (data) => (data.type === 'weighed' ? data.weights : undefined)),
      ),
    colour: (model, pictures, width, edge, signal) =>
      inTurn(signal, () =>
        ask(model, { type: 'colour', pictures, width, edge }, (data) =>
          data.type === 'coloured' ? data.levels : undefined,
        ),
      ),
    release,
  };
}
