/** A technical word that says what it means when it is pressed, by mouse, touch or key. */
import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { say, spell } from '../../words/say';
import { type Term, type TermId, terms } from './terms';
import './glossary.css';

const GAP = 6;
const EDGE = 16;

/** Puts a card under its word, or over it where there is no room, and never beyond the window's sides. */
function place(card: HTMLElement, word: Element): void {
  const { left, top, bottom } = word.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const isUnder = bottom + GAP + height <= clientHeight || top < GAP + height;
  card.style.left = `${scrollX + Math.max(EDGE, Math.min(left, clientWidth - width - EDGE))}px`;
  card.style.top = `${scrollY + (isUnder ? bottom + GAP : top - GAP - height)}px`;
}

interface ExplainedProps {
  readonly term: TermId;
  /** The word itself; a question mark if there is none, for where the word is something else's label. */
  readonly children?: ReactNode;
}

export function Explained({ term, children }: ExplainedProps) {
  const id = useId();
  const word = useRef<HTMLButtonElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const { name: title, means, formula, source }: Term = terms[term];
  const name = say(title);
  useLayoutEffect(() => {
    if (!isOpen) return;
    const settle = (): void => {
      if (card.current && word.current) place(card.current, word.current);
    };
    settle();
    addEventListener('resize', settle);
    return () => removeEventListener('resize', settle);
  }, [isOpen]);
  return (
    <>
      <button
        ref={word}
        type="button"
        className={children ? 'explained' : 'explained-mark'}
        popoverTarget={id}
        aria-label={children ? undefined : say('glossary.whatIs', { name })}
      >
        {children ?? '?'}
      </button>
      <div
        ref={card}
        id={id}
        popover="auto"
        role="note"
        aria-label={name}
        className="explanation"
        onToggle={({ newState }) => setOpen(newState === 'open')}
      >
        {isOpen && (
          <>
            <p className="explanation-name">{name}</p>
            <p>{say(means)}</p>
            {formula && <p className="explanation-formula">{spell(formula)}</p>}
            <a href={source.href} target="_blank" rel="noopener">
              {source.title}
            </a>
          </>
        )}
      </div>
    </>
  );
}
