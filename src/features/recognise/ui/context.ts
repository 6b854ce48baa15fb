/** How the components here reach their store. */
import { storeContext } from '../../../ui/storeContext';
import type { Recognise } from '../store/recognise';

export const { Provider: RecogniseProvider, useState: useRecognise } = storeContext<Recognise>('recognise');
