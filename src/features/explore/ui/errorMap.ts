/** How wrong each hidden patch is, as colours and as words. */
import { interpolateMagma } from 'd3-scale-chromatic';
import { clamp } from '../../../mae/clamp';
import { psnrOf } from '../../../mae/errors';
import type { Result } from '../../../runtime/inference/scene';
import type { Legend } from '../../../ui/heat/legend';
import { decimals } from '../../../ui/numbers';
import { say } from '../../../words/say';

/** In dB: below it hardly anything is right, above it nobody sees a difference. */
const [LOW, HIGH] = [10, 40];

export const errorLegend = (): Legend => ({
  low: LOW,
  high: HIGH,
  unit: 'dB',
  ends: [say('explore.farOff'), say('explore.close')],
  empty: say('explore.withoutLoss'),
});

/** Bright where the prediction is far off; the darkest colours are left out, which a dark page would swallow. */
export const errorColour = (decibels: number): string => {
  const share = clamp((decibels - LOW) / (HIGH - LOW), 0, 1);
  return interpolateMagma(0.95 - 0.75 * share);
};

/** PSNR in dB of each hidden patch, NaN for visible ones: [L]. */
export const errorsOf = ({ patchErrors, scene: { plan } }: Result): Float32Array =>
  patchErrors.map((error, patch) => (plan.mask[patch] ? psnrOf(error) : Number.NaN));

/** What a patch of the map says. */
export function errorWords(_: number, decibels: number): string {
  if (Number.isNaN(decibels)) return say('explore.visible');
  return decibels === Number.POSITIVE_INFINITY ? say('explore.exact') : `PSNR ${decimals(decibels, 1)} dB`;
}
