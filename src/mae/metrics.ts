/** How far a prediction is from the truth, over hidden patches only. */
import { clamp } from './clamp';
import { bandsOf, type Normalisation } from './pixels';

/**
 * The paper's loss: mean squared error between `pred` and `target` [L · dim] over the hidden patches of `mask` [L].
 * NaN when nothing is hidden.
 */
export function maskedLoss(pred: Float32Array, target: Float32Array, mask: Uint8Array): number {
  return meanOverHidden(mask, pred.length / mask.length, (from, to) => {
    let sum = 0;
    for (let i = from; i < to; i++) sum += (pred[i] - target[i]) ** 2;
    return sum;
  });
}

/**
 * Peak signal-to-noise ratio in dB over the hidden pixels as they are shown, `pred` and `target` [L · dim] normalised as told:
 * −10 · log₁₀ of the mean squared error of pixels in 0 … 1, the prediction clamped to that range, peak 1.
 * NaN when nothing is hidden.
 */
export function maskedPsnr(
  pred: Float32Array,
  target: Float32Array,
  mask: Uint8Array,
  normalisation: Normalisation,
): number {
  const { mean, std } = normalisation;
  const bands = bandsOf(normalisation);
  const channels = mean.length;
  const mse = meanOverHidden(mask, pred.length / mask.length, (from, to) => {
    let sum = 0;
    for (const channel of bands) {
      const [scale, middle] = [std[channel], mean[channel]];
      for (let i = from + channel; i < to; i += channels) {
        sum += (clamp(pred[i] * scale + middle, 0, 1) - (target[i] * scale + middle)) ** 2;
      }
    }
    // As if a patch had a number of each channel.
    return (sum * channels) / bands.length;
  });
  return -10 * Math.log10(mse);
}

/** `sumOf` a patch: of its numbers, which are those at `from` … `to`. */
function meanOverHidden(mask: Uint8Array, dim: number, sumOf: (from: number, to: number) => number): number {
  let sum = 0;
  let count = 0;
  mask.forEach((hidden, patch) => {
    if (!hidden) return;
    sum += sumOf(patch * dim, (patch + 1) * dim);
    count += dim;
  });
  return sum / count;
}
