/** How the components here reach their store. */
import { storeContext } from '../../../ui/storeContext';
import type { Interpolation } from '../store/interpolation';

export const { Provider: InterpolationProvider, useState: useInterpolation } =
  storeContext<Interpolation>('interpolation');
