/** How the components here reach their store. */
import { storeContext } from '../../../ui/storeContext';
import type { Series } from '../store/series';

export const { Provider: FigureProvider, useState: useFigure } = storeContext<Series>('figure');
