/** A field for a seed: what is typed counts as soon as it is one, and until then a sentence says what would be. */
import { useState } from 'react';
import { MAX_SEED } from '../mae/random';

interface SeedInputProps {
  readonly id: string;
  readonly seed: number;
  readonly onSeed: (seed: number) => void;
}

export function SeedInput({ id, seed, onSeed }: SeedInputProps) {
  /** What is being typed, while it is not a seed. */
  const [draft, setDraft] = useState<string>();
  const type = (text: string): void => {
    const valid = /^\d+$/.test(text) && Number(text) <= MAX_SEED;
    setDraft(valid ? undefined : text);
    if (valid) onSeed(Number(text));
  };
  return (
    <>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        min={0}
        max={MAX_SEED}
        step={1}
        value={draft ?? seed}
        aria-invalid={draft !== undefined}
        aria-describedby={`${id}-hint`}
        title={`The mask of torch.manual_seed(${seed})`}
        onChange={(event) => type(event.target.value)}
        onBlur={() => setDraft(undefined)}
      />
      <span id={`${id}-hint`} className="hint" role="status">
        {draft !== undefined && `A seed is a whole number from 0 to ${MAX_SEED}.`}
      </span>
    </>
  );
}
