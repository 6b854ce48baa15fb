/** A field for a value: what is typed counts as soon as it is one, and until then a sentence says what would be. */
import { type InputHTMLAttributes, useState } from 'react';

interface FieldProps<Value> extends Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'> {
  readonly id: string;
  readonly value: Value;
  /** The text of a value; equal values have the same text. */
  readonly write?: (value: Value) => string;
  /** Undefined for what is no value. */
  readonly read: (text: string) => Value | undefined;
  readonly onValue: (value: Value) => void;
  /** The sentence. */
  readonly hint: string;
}

export function Field<Value>({
  id,
  value,
  write = String,
  read,
  onValue,
  hint,
  ...input
}: FieldProps<Value>) {
  /** What is being typed, in the person's own spelling. */
  const [draft, setDraft] = useState<string>();
  const typed = draft === undefined ? undefined : read(draft);
  const isWrong = draft !== undefined && typed === undefined;
  // What is set elsewhere in the meantime wins over the draft.
  const isDraft = isWrong || (typed !== undefined && write(typed) === write(value));
  const type = (text: string): void => {
    setDraft(text);
    const next = read(text);
    if (next !== undefined) onValue(next);
  };
  return (
    <>
      <input
        {...input}
        id={id}
        value={isDraft ? draft : write(value)}
        aria-invalid={isWrong}
        aria-describedby={`${id}-hint`}
        onChange={(event) => type(event.target.value)}
        onBlur={() => setDraft(undefined)}
      />
      <span id={`${id}-hint`} className="hint" role="status">
        {isWrong && hint}
      </span>
    </>
  );
}

interface WholeFieldProps {
  readonly id: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly title?: string;
  readonly onValue: (value: number) => void;
  readonly hint: string;
}

/** For a whole number, `min` to `max`. */
export function WholeField({ min, max, ...field }: WholeFieldProps) {
  const read = (text: string): number | undefined =>
    /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : undefined;
  return <Field {...field} type="number" inputMode="numeric" min={min} max={max} step={1} read={read} />;
}
