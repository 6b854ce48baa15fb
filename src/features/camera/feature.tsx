/** Photographs from the camera of this device, one or live. They never leave the page. */
import { openCamera } from '../../runtime/browser/camera';
import type { Feature } from '../../ui/feature';
import { say } from '../../words/say';
import { createCamera } from './store/camera';
import { CameraControls } from './ui/CameraControls';
import { CameraProvider } from './ui/context';

export const camera: Feature = {
  open: ({ playground }) => {
    const store = createCamera({
      playground,
      open: openCamera,
      frame: () => new Promise(requestAnimationFrame),
      titleOf: (number) => say('camera.picture', { number }),
    });
    return {
      photoSource: (
        <CameraProvider store={store}>
          <CameraControls />
        </CameraProvider>
      ),
    };
  },
};
