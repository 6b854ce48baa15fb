/** One thing that a file does not say: a menu, and from where what is chosen is known. */
import { useId } from 'react';
import type { Origin } from '../../runtime/checkpoint/reading';
import { Menu } from '../parts/Menu';

export const originWords: Readonly<Record<Origin, string>> = {
  'config.json': 'from config.json',
  'preprocessor_config.json': 'from preprocessor_config.json',
  file: 'from the file',
  options: 'from the options saved beside the weights',
  name: 'from the name of the file',
  family: 'as the code does that calls its tensors so',
  likeness: 'as its learned positions are most alike',
  assumed: 'assumed, since nothing says it',
  person: 'as you chose',
};

interface ChoiceProps {
  readonly label: string;
  /** What stands beside it: from where it is known. */
  readonly words: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly title: string }[];
  readonly onChoose: (value: string) => void;
}

export function Choice({ words, ...menu }: ChoiceProps) {
  const id = useId();
  return (
    <div className="how-read">
      <Menu {...menu} describedBy={id} />
      <span id={id} className="quiet">
        {words}
      </span>
    </div>
  );
}

export const asOptions = (values: readonly number[]): ChoiceProps['options'] =>
  values.map((value) => ({ value: String(value), title: String(value) }));
