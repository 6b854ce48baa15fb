/** How the components here reach their store. */
import { storeContext } from '../../../ui/storeContext';
import type { Train } from '../store/state';

export const { Provider: TrainProvider, useState: useTrain } = storeContext<Train>('train');
