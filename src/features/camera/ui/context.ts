/** How the components here reach their store. */
import { storeContext } from '../../../ui/storeContext';
import type { CameraState } from '../store/camera';

export const { Provider: CameraProvider, useState: useCamera } = storeContext<CameraState>('camera');
