/** How wrong each hidden patch is, as colours and as words. */
import { interpolateMagma } from 'd3-scale-chromatic';
import { clamp } from '../../../mae/clamp';
import { psnrOf } from '../../../mae/errors';
import type { Result } from '../../../runtime/inference/scene';
import type { Legend } from '../../../ui/heat/legend';
import { decimals } from '../../../ui/numbers';

/** In dB: below it hardly anything is right, above it nobody sees a difference. */
export const ERRORS: Legend = {
  low: 10,
  high: 40,
  unit: 'dB',
  ends: ['far off', 'close'],
  empty: 'visible, so without a loss',
};

/** Bright where the prediction is far off; the darkest colours are left out, which a dark page would swallow. */
export const errorColour = (decibels: number): string => {
  const share = clamp((decibels - ERRORS.low) / (ERRORS.high - ERRORS.low), 0, 1);
  return interpolateMagma(0.95 - 0.75 * share);
};

/** PSNR in dB of each hidden patch, NaN for visible ones: [L]. */
export const errorsOf = ({ patchErrors, scene: { plan } }: Result): Float32Array =>
  patchErrors.map((error, patch) => (plan.mask[patch] ? psnrOf(error) : Number.NaN));

/** What a patch of the map says. */
export function errorWords(_: number, decibels: number): string {
  if (Number.isNaN(decibels)) return 'visible';
  return decibels === Number.POSITIVE_INFINITY ? 'exact' : `PSNR ${decimals(decibels, 1)} dB`;
}
