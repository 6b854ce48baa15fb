/** How the components here reach their store. */
import { storeContext } from '../../../ui/storeContext';
import type { Beside } from '../store/beside';
import type { Inside } from '../store/inside';

export const { Provider: InsideProvider, useState: useInside } = storeContext<Inside>('inside');

export const { Provider: BesideProvider, useState: useBeside } = storeContext<Beside>('beside');
