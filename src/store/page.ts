/** The page as its features find it: made by one call, of the runtime and the address it was opened with. */
import type { StoreApi } from 'zustand/vanilla';
import { decodePhoto, fetchPhoto } from '../runtime/browser/photo';
import { probeGpu } from '../runtime/inference/backend';
import { createRuntime, type Runtime } from '../runtime/inference/client';
import { openModel } from '../runtime/models/open';
import { models } from '../runtime/models/registry';
import { placeAtStart } from './address';
import { createPlayground, type Playground } from './playground';
import { type Sample, samples } from './samples';

export interface Page {
  readonly playground: StoreApi<Playground>;
  readonly samples: readonly Sample[];
  /** The ways of using it, by their names in links; it opens with the first. */
  readonly modes: readonly string[];
  /** What runs the page's model. */
  readonly runtime: Runtime;
  /** Makes another one, for a second model. */
  readonly spawnRuntime: () => Runtime;
}

const spawn = () =>
  new Worker(new URL('../runtime/inference/inference.worker.ts', import.meta.url), { type: 'module' });

export function openPage(modes: readonly string[]): Page {
  const spawnRuntime = () => createRuntime(spawn, probeGpu, models[0]);
  const runtime = spawnRuntime();
  const place = placeAtStart({ models, samples, modes });
  const playground = createPlayground(
    { runtime, models, samples, decodePhoto, fetchPhoto, openModel },
    place,
  );
  return { playground, samples, modes, runtime, spawnRuntime };
}
