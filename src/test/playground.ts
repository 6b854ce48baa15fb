/** A page to test a feature in: a toy network, the page's samples, and photographs of one pixel. */
import type { StoreApi } from 'zustand/vanilla';
import { openModel } from '../runtime/models/open';
import { createPlayground } from '../store/createPlayground';
import type { Playground } from '../store/playground';
import { samples } from '../store/samples';
import { Lab, model, raster } from './toy';

export const toyPlayground = (): StoreApi<Playground> =>
  createPlayground({
    engine: new Lab().engine,
    models: [model],
    samples,
    decodePhoto: async () => raster(1),
    openModel,
    filesOfOpened: () => undefined,
    fetchPhoto: async () => raster(1),
  });
