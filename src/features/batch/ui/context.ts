/** How the components here reach their store. */
import { storeContext } from '../../../ui/storeContext';
import type { Batch } from '../store/batch';

export const {
  Provider: BatchProvider,
  useStoreApi: useBatchStore,
  useState: useBatch,
} = storeContext<Batch>('batch');
