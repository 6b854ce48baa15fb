/** How far a prediction is from the truth, over hidden patches only. */
import { clamp } from './clamp';
import type { Normalisation } from './pixels';

/**
 * The paper's loss: mean squared error between `pred` and `target` [L · dim] over the hidden patches of `mask` [L].
 * NaN when nothing is hidden.
 */
export function maskedLoss(pred: Float32Array, target: Float32Array, mask: Uint8Array): number {
  return meanOverHidden(mask, pred.length / mask.length, (i) => (pred[i] - target[i]) ** 2);
}

/**
 * Peak signal-to-noise ratio in dB over the hidden pixels, `pred` and `target` [L · dim] normalised as `Normalisation` says:
 * −10 · log₁₀ of the mean squared error of pixels in 0 … 1, the prediction clamped to that range, peak 1.
 * NaN when nothing is hidden.
 */
export function maskedPsnr(
  pred: Float32Array,
  target: Float32Array,
  mask: Uint8Array,
  { mean, std }: Normalisation,
): number {
  const mse = meanOverHidden(mask, pred.length / mask.length, (i) => {
    const c = i % 3;
    const guess = clamp(pred[i] * std[c] + mean[c], 0, 1);
    return (guess - (target[i] * std[c] + mean[c])) ** 2;
  });
  return -10 * Math.log10(mse);
}

function meanOverHidden(mask: Uint8Array, dim: number, value: (index: number) => number): number {
  let sum = 0;
  let count = 0;
  mask.forEach((hidden, patch) => {
    if (!hidden) return;
    for (let i = patch * dim; i < (patch + 1) * dim; i++) sum += value(i);
    count += dim;
  });
  return sum / count;
}
