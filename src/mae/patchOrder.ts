/** The order of the numbers in a predicted patch: the paper's code and ours, or that of code that keeps each channel together. */
import { type Geometry, patchDim } from './geometry';

/** As einops writes it: p is the row, q the column, c the channel. */
export const patchOrders = ['p q c', 'c p q'] as const;

export type PatchOrder = (typeof patchOrders)[number];

/** A prediction [L · P·P·C] in the order row, column, channel; its own array where it has that already. */
export function inOurOrder(
  pred: Float32Array,
  order: PatchOrder | undefined,
  geometry: Geometry,
): Float32Array {
  if (order !== 'c p q') return pred;
  const dim = patchDim(geometry);
  const { channels } = geometry;
  const pixels = dim / channels;
  const ordered = new Float32Array(pred.length);
  for (let start = 0; start < pred.length; start += dim) {
    for (let channel = 0; channel < channels; channel++) {
      const from = start + channel * pixels;
      for (let pixel = 0; pixel < pixels; pixel++)
        ordered[start + pixel * channels + channel] = pred[from + pixel];
    }
  }
  return ordered;
}
