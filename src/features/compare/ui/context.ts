/** How the components here reach their stores. */
import type { Filling } from '../../../store/filling';
import { storeContext } from '../../../ui/storeContext';
import type { Compare } from '../store/compare';

export const { Provider: CompareProvider, useState: useCompare } = storeContext<Compare>('compare');

/** What interpolation makes of side B. */
export const { Provider: FillingOfBProvider, useStoreApi: useFillingOfB } =
  storeContext<Filling>('filling of side B');
