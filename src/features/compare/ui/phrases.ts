/** What a comparison says. */
import type { Scene } from '../../../runtime/inference/scene';
import type { Model } from '../../../runtime/models/model';
import type { MaskChoice } from '../../../store/masking';
import { percent } from '../../../store/percent';
import { decimals } from '../../../ui/numbers';
import type { Phrase } from '../../../words/said';
import { say } from '../../../words/say';
import type { Pair } from '../store/compare';
import type { Departures } from '../store/departures';

export type SideName = 'A' | 'B';

/** A number with its sign, as "+1.20" or "−0.31"; a dash for what cannot be measured. */
export function signed(value: number, digits: number): string {
  const size = decimals(Math.abs(value), digits);
  if (!Number.isFinite(value) || Number(size) === 0) return size;
  return (value > 0 ? '+' : '−') + size;
}

/** A difference B − A in dB, as "B better by 1.2 dB". */
export function betterWords(difference: number): string {
  if (Number.isNaN(difference)) return say('compare.notHiddenInBoth');
  const size = decimals(Math.abs(difference), 1);
  if (Number(size) === 0) return say('compare.noDifference');
  return say('compare.better', { side: difference > 0 ? 'B' : 'A', decibels: size });
}

/** What a side was made with, e.g. "A: MAE-Tiny, random mask, seed 0, 75 %". */
export const sideWords = (
  side: SideName,
  { title }: Model,
  { strategy, seed, ratio, hand }: MaskChoice,
): string =>
  say('compare.rowLabel', { side, model: title, how: hand ? 'hand' : strategy, seed, ratio: percent(ratio) });

export const visibleWords = ({ plan: { idsKeep, mask } }: Scene): string =>
  say('compare.visible', { visible: idsKeep.length, patches: mask.length });

const names: Readonly<Record<keyof Departures, Phrase>> = {
  model: 'compare.model',
  strategy: 'compare.strategy',
  seed: 'compare.seed',
  ratio: 'compare.ratio',
};

/** What B differs in, and what that means for the comparison. */
export function differingWords(differing: readonly (keyof Departures)[]): string {
  const [last, ...others] = differing.map((key) => say(names[key])).toReversed();
  if (!last) return say('compare.noDeparture');
  if (!others.length) return say('compare.departsIn', { what: last });
  const listed = others.reduceRight((before, next) => say('compare.listed', { before, next }));
  return say('compare.departsInSeveral', { others: listed, last });
}

/** Features of an encoder alone are no prediction, and have no errors. */
export const arePredictions = ({ a, b }: Pair): boolean =>
  a.scene.model.target !== 'features' && b.scene.model.target !== 'features';
