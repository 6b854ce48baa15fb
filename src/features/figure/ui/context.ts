/** How the components here reach their store. */
import { storeContext } from '../../../ui/storeContext';
import type { FigureState } from '../store/series';

export const {
  Provider: FigureProvider,
  useStoreApi: useFigureStore,
  useState: useFigure,
} = storeContext<FigureState>('figure');
