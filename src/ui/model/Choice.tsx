/** One thing that a file does not say: a menu, and from where what is chosen is known. */
import { useId } from 'react';
import type { Origin } from '../../runtime/checkpoint/reading';
import type { Phrase } from '../../words/said';
import { say } from '../../words/say';
import { Menu } from '../parts/Menu';

const origins: Readonly<Record<Origin, Phrase>> = {
  'config.json': 'model.fromConfig',
  'preprocessor_config.json': 'model.fromPreprocessor',
  file: 'model.fromFile',
  options: 'model.fromOptions',
  name: 'model.fromName',
  family: 'model.fromFamily',
  likeness: 'model.fromLikeness',
  assumed: 'model.assumed',
  person: 'model.asChosen',
};

export const originWords = (origin: Origin): string => say(origins[origin]);

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
