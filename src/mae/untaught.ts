/** What a network that has learned nothing of pictures comes to, by what it would predict: who draws no better is in doubt. */
import type { MaskPlan } from './mask';
import { meanColourPsnr } from './meanColour';
import { maskedPsnr } from './metrics';
import { patchify } from './patches';
import { normalise } from './pixels';
import type { Raster } from './raster';
import type { ModelShape } from './reconstruct';
import { isNormalised, toPixels } from './target';

/**
 * In dB, over hidden pixels, of the most that can be had without a look at the picture's shapes: of pixels one colour, the mean of the
 * visible ones; of normalised patches nothing but the brightness that each is given, as if zero was predicted everywhere. NaN when
 * nothing is hidden, nothing visible, or nothing predicted.
 */
export function untaughtPsnr(square: Raster, { mask }: MaskPlan, model: ModelShape): number {
  if (model.target === 'features' || !mask.includes(0)) return Number.NaN;
  if (!isNormalised(model.target)) return meanColourPsnr(square, mask, model.geometry);
  const patches = patchify(normalise(square, model), model.geometry);
  const flat = toPixels(new Float32Array(patches.length), patches, mask, model);
  return maskedPsnr(flat, patches, mask, model);
}
