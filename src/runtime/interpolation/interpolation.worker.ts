/** The thread that fills hidden patches without a network: it takes longer than a frame. */
import { interpolate } from '../../mae/harmonic';
import type { FromInterpolation, ToInterpolation } from './protocol';

self.addEventListener('message', ({ data: { square, mask, model } }: MessageEvent<ToInterpolation>) => {
  const made: FromInterpolation = interpolate(square, mask, model);
  self.postMessage(made, { transfer: [made.picture.data.buffer] });
});
