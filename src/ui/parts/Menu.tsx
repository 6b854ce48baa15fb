/** A choice among many, or of long words: a menu under its label. */
import { useId } from 'react';
import { Explained } from '../glossary/Explained';
import type { TermId } from '../glossary/terms';
import './menu.css';

interface MenuProps<Value extends string> {
  readonly label: string;
  /** A word of the label that can be asked for. */
  readonly term?: TermId;
  /** For a place that says by itself what is chosen: the label is then only spoken. */
  readonly isLabelSpoken?: boolean;
  /** The id of the words that say more of it. */
  readonly describedBy?: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly title: string }[];
  readonly onChoose: (value: Value) => void;
}

export function Menu<Value extends string>({
  label,
  term,
  isLabelSpoken = false,
  describedBy,
  value,
  options,
  onChoose,
}: MenuProps<Value>) {
  const id = useId();
  return (
    <>
      {!isLabelSpoken && (
        <span className="menu-label">
          <label htmlFor={id}>{label}</label>
          {term && <Explained term={term} />}
        </span>
      )}
      <select
        id={id}
        aria-label={isLabelSpoken ? label : undefined}
        aria-describedby={describedBy}
        value={value}
        onChange={({ target }) => onChoose(target.value as Value)}
      >
        {options.map(({ value: option, title }) => (
          <option key={option} value={option}>
            {title}
          </option>
        ))}
      </select>
    </>
  );
}
