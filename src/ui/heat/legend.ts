/** What the colours of a heat map mean: as data, for the page and for a picture that is saved. */
import { spoken } from '../../words/say';

export interface Legend {
  /** The values at the two ends of the bar; what lies beyond has the colour of the end. */
  readonly low: number;
  readonly high: number;
  /** After every number, e.g. "dB". */
  readonly unit: string;
  /** What the two ends mean, e.g. "A better" and "B better". */
  readonly ends?: readonly [string, string];
  /** What a patch without a value means, e.g. "not hidden". */
  readonly empty?: string;
}

/** `count` values from the low to the high end, both included. */
export const spread = (count: number, { low, high }: Legend): number[] =>
  Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));

/** A value with its unit; where values have a sign, each shows it. */
export function tick(value: number, { low, high, unit }: Legend): string {
  const number = new Intl.NumberFormat(spoken(), {
    maximumFractionDigits: 1,
    signDisplay: low < 0 && high > 0 ? 'exceptZero' : 'auto',
  }).format(value);
  return `${number.replace('-', '−')} ${unit}`.trim();
}
