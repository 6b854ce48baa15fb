/** Learns to recognise pictures by their features, in a thread that lives as long as that takes. */
import { said } from '../../words/said';
import { Sentence } from '../message';
import type { FromProbe, Learned, ToProbe } from './protocol';

/** The part of a `Worker` that is used here. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

const spawnProbe = (): WorkerLike =>
  new Worker(new URL('./probe.worker.ts', import.meta.url), { type: 'module' });

/** Tells how far it is, 0 … 1. Rejects with the signal's reason, and with a `Sentence`, half of one, when the thread breaks. */
export function learn(
  question: ToProbe,
  onProgress: (share: number) => void,
  signal: AbortSignal,
  spawn = spawnProbe,
): Promise<Learned> {
  const learned = new Promise<Learned>((resolve, reject) => {
    signal.throwIfAborted();
    const thread = spawn();
    const end = (): void => thread.terminate();
    signal.addEventListener('abort', () => {
      end();
      reject(signal.reason);
    });
    thread.onmessage = ({ data }: MessageEvent<FromProbe>) => {
      if (data.type === 'progress') return onProgress(data.share);
      end();
      resolve(data.learned);
    };
    thread.onerror = () => {
      end();
      reject(new Sentence(said('inference.partNotStarted')));
    };
    thread.postMessage(question);
  });
  return learned;
}
