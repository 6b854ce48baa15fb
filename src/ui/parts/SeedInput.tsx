/** A field for the seed of a mask. */
import { MAX_SEED } from '../../mae/random';
import { say } from '../../words/say';
import { WholeField } from './Field';

interface SeedInputProps {
  readonly id: string;
  readonly seed: number;
  readonly onSeed: (seed: number) => void;
}

export function SeedInput({ id, seed, onSeed }: SeedInputProps) {
  return (
    <WholeField
      id={id}
      value={seed}
      min={0}
      max={MAX_SEED}
      title={say('mask.seedInPyTorch', { seed })}
      onValue={onSeed}
      hint={say('mask.seedHint', { most: MAX_SEED })}
    />
  );
}
