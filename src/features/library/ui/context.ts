/** How the components here reach their store. */
import { storeContext } from '../../../ui/storeContext';
import type { Library } from '../store/library';

export const { Provider: LibraryProvider, useState: useLibrary } = storeContext<Library>('library');
