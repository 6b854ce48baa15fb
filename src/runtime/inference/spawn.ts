/** Inference workers, the first of which may be started before anybody knows what it will run on. */
import type { OwnModel } from '../models/model';
import type { ToWorker } from './protocol';

const start = (): Worker => new Worker(new URL('./inference.worker.ts', import.meta.url), { type: 'module' });

let spare: Worker | undefined;

/** Starts a worker that already fetches the files of a model, which are the same on every backend. */
export function prepareInference({ geometry, files }: OwnModel): void {
  const worker = start();
  const message: ToWorker = { type: 'prepare', model: { geometry, files } };
  worker.postMessage(message);
  // The next one will say what is wrong.
  worker.onerror = () => {
    if (spare === worker) spare = undefined;
  };
  spare = worker;
}

/** One that was prepared, or a fresh one. */
export function spawnInference(): Worker {
  const worker = spare ?? start();
  spare = undefined;
  return worker;
}
