/** How the components here reach their store. */
import { storeContext } from '../../../ui/storeContext';
import type { Compare } from '../store/compare';

export const { Provider: CompareProvider, useState: useCompare } = storeContext<Compare>('compare');
