/** The card that is open, and the way from card to card. */
import { useEffect, useRef } from 'react';
import { say } from '../../../words/say';
import { type Card, type CardId, cardAfter, cardIds, cards } from '../store/cards';
import { useLesson } from './context';
import { Leak } from './Leak';
import { Limits } from './Limits';
import { usePresenting } from './presenting';
import { Question } from './Question';
import { TimeTable } from './TimeTable';
import './lesson.css';

/** What some cards show besides, once a guess is made. */
const shows: Partial<Record<CardId, React.ComponentType>> = {
  visible: TimeTable,
  leak: Leak,
  limits: Limits,
};

export function OpenLesson() {
  const card = useLesson((state) => state.card);
  const open = useLesson((state) => state.open);
  const close = useLesson((state) => state.close);
  return (
    <button
      type="button"
      className="button small"
      aria-expanded={card !== undefined}
      onClick={() => (card ? close() : open(cardIds[0]))}
    >
      {say('lesson.lesson')}
    </button>
  );
}

function Head({ card }: { card: CardId }) {
  const open = useLesson((state) => state.open);
  const close = useLesson((state) => state.close);
  const present = useLesson((state) => state.present);
  const isPresented = useLesson((state) => state.isPresented);
  return (
    <div className="lesson-head">
      <select
        aria-label={say('lesson.card')}
        value={card}
        onChange={({ target }) => open(target.value as CardId)}
      >
        {cardIds.map((id, i) => (
          <option key={id} value={id}>
            {say('lesson.numbered', { number: i + 1, title: say(cards[id].title) })}
          </option>
        ))}
      </select>
      <button type="button" className="link-button" onClick={() => present(!isPresented)}>
        {say(isPresented ? 'lesson.stopPresenting' : 'lesson.present')}
      </button>
      <button type="button" className="link-button" aria-label={say('lesson.close')} onClick={close}>
        {say('lesson.closeShort')}
      </button>
    </div>
  );
}

function Ways({ card }: { card: CardId }) {
  const turn = useLesson((state) => state.turn);
  const setAgain = useLesson((state) => state.setAgain);
  return (
    <div className="lesson-ways">
      <button type="button" className="button small" disabled={!cardAfter(card, -1)} onClick={() => turn(-1)}>
        {say('lesson.back')}
      </button>
      <button type="button" className="link-button" onClick={setAgain}>
        {say('lesson.setAgain')}
      </button>
      <button
        type="button"
        className="button small primary"
        disabled={!cardAfter(card, 1)}
        onClick={() => turn(1)}
      >
        {say('lesson.next')}
      </button>
    </div>
  );
}

/** On a phone the card is below the pictures: both are in sight when the first picture is at the top. */
function bringIntoSight(title: HTMLElement | null): void {
  const isInSight = title && title.getBoundingClientRect().top < innerHeight * 0.6;
  if (!isInSight) document.querySelector('#mode-view figure')?.scrollIntoView();
}

function bringPicturesIntoSight(): void {
  const picture = document.querySelector('#mode-view figure');
  if (picture && picture.getBoundingClientRect().bottom < innerHeight / 4) picture.scrollIntoView();
}

export function Lesson() {
  const card = useLesson((state) => state.card);
  const guess = useLesson((state) => state.card && state.guesses[state.card]);
  const title = useRef<HTMLHeadingElement>(null);
  const shown = useRef(card);
  usePresenting();
  useEffect(() => {
    // A card that is turned to is read from its title on.
    if (card && shown.current && card !== shown.current) title.current?.focus({ preventScroll: true });
    shown.current = card;
    if (card) bringIntoSight(title.current);
  }, [card]);
  useEffect(() => {
    // What is painted in now is to be seen.
    if (guess !== undefined) bringPicturesIntoSight();
  }, [guess]);
  if (!card) return null;
  const { title: name, words, answer, trial }: Card = cards[card];
  const Shows = shows[card];
  return (
    <section className="lesson" aria-label={say('lesson.lesson')}>
      <Head card={card} />
      <h2 ref={title} tabIndex={-1}>
        {say(name)}
      </h2>
      <p>{say(words)}</p>
      <Question key={card} card={card} />
      <div role="status" className="lesson-answer">
        {guess !== undefined && (
          <>
            <p>{say(answer)}</p>
            {Shows && <Shows key={card} />}
            <p className="lesson-trial">{say(trial)}</p>
          </>
        )}
      </div>
      <Ways card={card} />
    </section>
  );
}
