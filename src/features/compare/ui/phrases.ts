/** What a comparison says. */
import type { Model } from '../../../runtime/models/model';
import type { MaskChoice } from '../../../store/masking';
import { percent } from '../../../store/percent';
import { decimals } from '../../../ui/numbers';
import type { Pair } from '../store/compare';
import type { Departures } from '../store/departures';

/** A number with its sign, as "+1.20" or "−0.31"; a dash for what cannot be measured. */
export function signed(value: number, digits: number): string {
  const size = decimals(Math.abs(value), digits);
  if (!Number.isFinite(value) || Number(size) === 0) return size;
  return (value > 0 ? '+' : '−') + size;
}

/** A difference B − A in dB, as "B better by 1.2 dB". */
export function betterWords(difference: number): string {
  if (Number.isNaN(difference)) return 'not hidden in both';
  const size = decimals(Math.abs(difference), 1);
  if (Number(size) === 0) return 'no difference';
  return `${difference > 0 ? 'B' : 'A'} better by ${size} dB`;
}

/** What a side was made with, e.g. "MAE-Tiny, random mask, seed 0, 75 %". */
export function settingsWords({ title }: Model, { strategy, seed, ratio, hand }: MaskChoice): string {
  if (hand) return `${title}, mask by hand, ${percent(ratio)}`;
  return `${title}, ${strategy} mask, seed ${seed}, ${percent(ratio)}`;
}

/** What B differs in, and what that means for the comparison. */
export function differingWords(differing: readonly (keyof Departures)[]): string {
  const [last, ...others] = differing.toReversed();
  if (!last) return 'B is the same as A.';
  if (!others.length) return `B differs in its ${last}.`;
  return `B differs in its ${others.toReversed().join(', ')} and ${last}: what comes of it is of them together.`;
}

/** Features of an encoder alone are no prediction, and have no errors. */
export const arePredictions = ({ a, b }: Pair): boolean =>
  a.scene.model.target !== 'features' && b.scene.model.target !== 'features';
