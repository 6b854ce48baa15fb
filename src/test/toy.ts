/** A model of sixteen small patches and what a runtime says of it: the world in which the tests of the stores take place. */
import type { NetworkInput, NetworkOutput } from '../mae/reconstruct';
import type { Running } from '../runtime/inference/client';
import type { Model } from '../runtime/models/model';

export const model = {
  id: 'toy',
  title: 'Toy',
  geometry: { imageSize: 8, patchSize: 2 },
  mean: [0.5, 0.5, 0.5],
  std: [0.5, 0.5, 0.5],
  target: 'pixels',
} as unknown as Model;

/** 8 × 8 pixels of one value in every channel. */
export const raster = (value: number) => ({
  width: 8,
  height: 8,
  data: new Uint8ClampedArray(256).fill(value),
});

/** What a network that predicts `value` everywhere answers. */
export const answer = ({ idsRestore, visible, idsKeep }: NetworkInput, value = 0): NetworkOutput => ({
  pred: new Float32Array((idsRestore.length * visible.length) / idsKeep.length).fill(value),
  encoderMs: 1,
  decoderMs: 2,
});

/** A new one each time, as after each load. */
export const running = (): Running => ({
  backend: 'wasm',
  reason: 'as chosen',
  threads: 1,
  precision: 'float32',
  selfCheckError: 0,
});
