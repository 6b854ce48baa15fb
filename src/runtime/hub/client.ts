/** The page's side of a download. */
import { said } from '../../words/said';
import { hold } from './held';
import { HubFailed } from './problem';
import type { FromDownload, ToDownload, Way } from './protocol';
import { FULL, type Offer } from './repository';
import { markDone } from './shelf';

/** How far a download is. */
export type Progress = Exclude<FromDownload, { type: 'done' | 'failed' }>;

export interface Download {
  /** Resolves when the file is whole; rejects with HubFailed, or with the reason of `stop`. */
  readonly finished: Promise<void>;
  /** What has come is kept, unless it is in memory. */
  stop(): void;
}

export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

/** Stopped by the person; nothing is wrong. */
export class Stopped extends Error {
  override name = 'Stopped';
}

const spawnWorker = (): WorkerLike =>
  new Worker(new URL('./download.worker.ts', import.meta.url), { type: 'module' });

/** `onProgress` hears how far it is. */
export function startDownload(
  offer: Offer,
  way: Way,
  onProgress: (progress: Progress) => void,
  spawn = spawnWorker,
): Download {
  let stop = (): void => {};
  const finished = new Promise<void>((resolve, reject) => {
    const worker = spawn();
    let isOver = false;
    const end = (finish: () => void): void => {
      if (isOver) return;
      isOver = true;
      worker.terminate();
      finish();
    };
    stop = () => end(() => reject(new Stopped()));
    worker.onerror = (event) => {
      console.error(event);
      end(() => reject(new HubFailed(said('hub.notStarted'))));
    };
    worker.onmessage = ({ data }: MessageEvent<FromDownload>) => {
      switch (data.type) {
        case 'done':
          return end(() => {
            if (!data.weights) return void markDone(offer).then(resolve, () => reject(new HubFailed(FULL)));
            hold(offer, data.weights);
            resolve();
          });
        case 'failed':
          return end(() => reject(new HubFailed(data.message)));
        default:
          onProgress(data);
      }
    };
    worker.postMessage({ type: 'start', offer, way } satisfies ToDownload);
  });
  return { finished, stop: () => stop() };
}

/** Asks the browser not to clear this page's storage when space is short; whether it agrees. */
export async function askToKeep(): Promise<boolean> {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
}
