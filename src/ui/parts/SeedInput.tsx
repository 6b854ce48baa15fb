/** A field for the seed of a mask. */
import { MAX_SEED } from '../../mae/random';
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
      title={`The mask of torch.manual_seed(${seed})`}
      onValue={onSeed}
      hint={`A seed is a whole number from 0 to ${MAX_SEED}.`}
    />
  );
}
