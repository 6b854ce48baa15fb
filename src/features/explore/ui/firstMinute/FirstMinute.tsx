/** What is said and asked during the first minute, over the pictures; after it, what one can do next. */
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { usePage } from '../../../../ui/context';
import { FileButton } from '../../../../ui/parts/FileButton';
import type { Phrase } from '../../../../words/said';
import { say } from '../../../../words/say';
import { begin, end, type Guess, type Stage, stages, take, uncover } from './stage';
import './first-minute.css';

const guesses: readonly { readonly guess: Guess; readonly words: Phrase }[] = [
  { guess: 'nothing', words: 'welcome.nothing' },
  { guess: 'shapes', words: 'welcome.shapes' },
  { guess: 'everything', words: 'welcome.everything' },
];

const answers: Record<Guess, Phrase> = {
  nothing: 'welcome.moreThanThat',
  shapes: 'welcome.justSo',
  everything: 'welcome.lessThanThat',
};

const HIDE_MORE = 0.9;

function NextSteps() {
  const { playground } = usePage();
  const { setRatio, choosePhoto } = playground.getState();
  return (
    <div className="first-minute-ways">
      <FileButton
        look="small"
        accept="image/*"
        onFiles={([file]) => {
          end();
          if (file) void choosePhoto(file);
        }}
      >
        {say('welcome.yourPhotograph')}
      </FileButton>
      <button type="button" className="button small" onClick={() => setRatio(HIDE_MORE)}>
        {say('welcome.hideMore')}
      </button>
      <a className="button small" href="#lesson=hide">
        {say('welcome.lesson')}
      </a>
      <button type="button" className="link-button" onClick={() => void begin(playground)}>
        {say('welcome.again')}
      </button>
    </div>
  );
}

/** Whoever begins to use the page has seen enough. */
function useEndAtUse(row: React.RefObject<HTMLElement | null>, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const listening = new AbortController();
    const listen = (types: readonly string[], answer: () => void): void => {
      const onUse = ({ target }: Event): void => {
        if (target instanceof Node && !row.current?.contains(target)) answer();
      };
      for (const type of types) addEventListener(type, onUse, { signal: listening.signal, capture: true });
    };
    // What is held or pressed must not move away from under the finger: the row stays until it is let go.
    listen(['input'], uncover);
    listen(['click', 'change', 'drop', 'paste'], end);
    return () => listening.abort();
  }, [row, isOn]);
}

function wordsOf(stage: Exclude<Stage, { name: 'away' }>): Phrase {
  switch (stage.name) {
    case 'vanishing':
      return 'welcome.vanishing';
    case 'guessing':
      return 'welcome.question';
    case 'showing':
      return 'welcome.showing';
    case 'done':
      return answers[stage.guess];
  }
}

export function FirstMinute() {
  const { playground } = usePage();
  const stage = useStore(stages);
  const row = useRef<HTMLElement>(null);
  const isUnderWay = stage.name === 'vanishing' || stage.name === 'guessing' || stage.name === 'showing';
  useEndAtUse(row, isUnderWay);
  const isThere = stage.name !== 'away';
  useEffect(() => {
    if (!isThere) return;
    // A link was followed: what it leads to is something else.
    addEventListener('hashchange', end);
    return () => removeEventListener('hashchange', end);
  }, [isThere]);
  if (stage.name === 'away') return null;
  return (
    <section
      ref={row}
      className={isUnderWay ? 'first-minute under-way' : 'first-minute'}
      aria-label={say('welcome.title')}
    >
      <p role="status">{say(wordsOf(stage))}</p>
      {stage.name === 'guessing' && (
        <div className="first-minute-ways">
          {guesses.map(({ guess, words }) => (
            <button
              key={guess}
              type="button"
              className="button small"
              onClick={() => void take(guess, playground)}
            >
              {say(words)}
            </button>
          ))}
        </div>
      )}
      {stage.name === 'done' && <NextSteps />}
      <button type="button" className="link-button" onClick={end}>
        {say(isUnderWay ? 'welcome.skip' : 'welcome.close')}
      </button>
    </section>
  );
}
