/** A field for a learning rate. */
import { Field } from '../../../ui/parts/Field';
import { say } from '../../../words/say';
import { LEAST_PEAK, MOST_PEAK } from '../store/presets';

interface RateFieldProps {
  readonly id: string;
  readonly value: number;
  readonly onValue: (value: number) => void;
}

/** Undefined for what is no rate. */
function read(text: string): number | undefined {
  const value = /^\d*\.?\d+(e-?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  return value >= LEAST_PEAK && value <= MOST_PEAK ? value : undefined;
}

export const RateField = (props: RateFieldProps) => (
  <Field
    {...props}
    type="text"
    inputMode="decimal"
    read={read}
    hint={say('train.rateHint', { least: String(LEAST_PEAK), most: String(MOST_PEAK) })}
  />
);
