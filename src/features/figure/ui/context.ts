/** How the components here reach their stores. */
import { storeContext } from '../../../ui/storeContext';
import type { Fillings } from '../store/fillings';
import type { Series } from '../store/series';

export const { Provider: FigureProvider, useState: useFigure } = storeContext<Series>('figure');

export const { Provider: FillingsProvider, useState: useFillings } = storeContext<Fillings>('fillings');
