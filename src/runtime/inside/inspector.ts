/** Looks inside the network of a scene, in a thread of its own, which has one network at a time and is given up with it. */
import { said } from '../../words/said';
import type { Scene } from '../inference/scene';
import { Sentence } from '../message';
import { isSameNetwork, type Model, shapeOf } from '../models/model';
import type { FromInside, ToInside } from './protocol';
import type { AllSeen, Wants } from './tapped';

export interface Inspector {
  /** Rejects with the signal's reason if that has come before its turn, and with a `Sentence`, half of one, when it cannot be had. */
  look(scene: Scene, wants: Wants, signal: AbortSignal): Promise<AllSeen>;
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

  const ask = ({ square, plan, model }: Scene, wants: Wants): Promise<AllSeen> =>
    new Promise((resolve, reject) => {
      const thread = threadFor(model);
      giveUp = () => reject(new DOMException('nobody looks any more', 'AbortError'));
      const fail = (error: Sentence): void => {
        reject(error);
        release();
      };
      thread.onmessage = ({ data }: MessageEvent<FromInside>) => {
        if (data.type === 'seen') resolve(data.seen);
        else fail(new Sentence(data.why));
      };
      thread.onerror = () => fail(new Sentence(said('inference.partNotStarted')));
      thread.postMessage({ type: 'look', square, plan, model: shapeOf(model), wants } satisfies ToInside);
    });

  return {
    look: (scene, wants, signal) => {
      const seen = last.then(() => {
        signal.throwIfAborted();
        return ask(scene, wants);
      });
      last = seen.catch(() => undefined);
      return seen;
    },
    release,
  };
}
