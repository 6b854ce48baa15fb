/** What a model was trained to predict, and how such a prediction becomes pixels. */

/** `pixels`: ImageNet-normalised pixels. `normalised-pixels`: each patch minus its own mean, over its own deviation (`norm_pix_loss`). */
export type Target = 'pixels' | 'normalised-pixels';

/** Mean and deviation of one patch; unbiased variance + 1e-6, as `norm_pix_loss` defines it. */
function statistics(patch: Float32Array): { mean: number; deviation: number } {
  const mean = patch.reduce((sum, x) => sum + x, 0) / patch.length;
  const variance = patch.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (patch.length - 1);
  return { mean, deviation: Math.sqrt(variance + 1e-6) };
}

function mapPatches(
  values: Float32Array,
  truth: Float32Array,
  dim: number,
  map: (value: number, mean: number, deviation: number) => number,
): Float32Array {
  const mapped = new Float32Array(values.length);
  for (let start = 0; start < values.length; start += dim) {
    const { mean, deviation } = statistics(truth.subarray(start, start + dim));
    for (let i = start; i < start + dim; i++) mapped[i] = map(values[i], mean, deviation);
  }
  return mapped;
}

/** The numbers the loss compares a prediction with: patches [L · dim] → [L · dim]. */
export function targetOf(patches: Float32Array, target: Target, dim: number): Float32Array {
  if (target === 'pixels') return patches;
  return mapPatches(patches, patches, dim, (value, mean, deviation) => (value - mean) / deviation);
}

/**
 * A prediction as ImageNet-normalised pixels [L · dim]. For `normalised-pixels` this takes each patch's mean and deviation from
 * the truth `patches`, which the model never had: any picture made so must say so.
 */
export function toPixels(
  pred: Float32Array,
  patches: Float32Array,
  target: Target,
  dim: number,
): Float32Array {
  if (target === 'pixels') return pred;
  return mapPatches(pred, patches, dim, (value, mean, deviation) => value * deviation + mean);
}
