/** The page as its features find it: made by one call, of the runtime and the address it was opened with. */
import type { StoreApi } from 'zustand/vanilla';
import { decodePhoto, fetchPhoto } from '../runtime/browser/photo';
import { createEngine, type Engine, spawnInference } from '../runtime/inference/engine';
import { probeGpu } from '../runtime/inference/gpu';
import { createInterpolator, type Interpolator } from '../runtime/interpolation/interpolator';
import { filesOfOpened, openModel } from '../runtime/models/open';
import { models } from '../runtime/models/registry';
import { placeAtStart } from './address';
import { createPlayground } from './createPlayground';
import { createFilling, type Filling } from './filling';
import { keepView, keptView } from './keptView';
import type { Playground } from './playground';
import { allPictures, type Sample, samples } from './samples';

export interface Page {
  readonly playground: StoreApi<Playground>;
  /** Those of the gallery. */
  readonly samples: readonly Sample[];
  /** Those, and what else a link can name. */
  readonly known: readonly Sample[];
  /** The ways of using it, by their names in links; it opens with the first. */
  readonly modes: readonly string[];
  /** What runs the page's model. */
  readonly engine: Engine;
  readonly interpolator: Interpolator;
  /** The page's picture as interpolation fills it. */
  readonly filling: StoreApi<Filling>;
  /** Makes another one, for a second model. */
  readonly spawnEngine: () => Engine;
}

const spawnEngine = (): Engine =>
  createEngine({ spawn: spawnInference, probe: probeGpu, reference: models[0] });

export function openPage(modes: readonly string[]): Page {
  const engine = spawnEngine();
  const start = placeAtStart({ models, samples: allPictures, modes });
  const isFree = location.hash.length <= 1;
  const place = isFree ? { ...start, view: { ...start.view, ...keptView() } } : start;
  const playground = createPlayground(
    { engine, models, samples, decodePhoto, fetchPhoto, openModel, filesOfOpened, keepView },
    place,
  );
  const interpolator = createInterpolator();
  const filling = createFilling(playground, interpolator);
  return { playground, interpolator, filling, samples, known: allPictures, modes, engine, spawnEngine };
}
