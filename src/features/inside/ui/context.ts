/** How the components here reach their store. */
import { storeContext } from '../../../ui/storeContext';
import type { Inside } from '../store/inside';

export const { Provider: InsideProvider, useState: useInside } = storeContext<Inside>('inside');
