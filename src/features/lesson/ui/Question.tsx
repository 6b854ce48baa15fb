/** What a card asks before it shows anything. */
import { say } from '../../../words/say';
import { type Card, type CardId, cards } from '../store/cards';
import { useLesson } from './context';

export function Question({ card }: { card: CardId }) {
  const chosen = useLesson((state) => state.guesses[card]);
  const guess = useLesson((state) => state.guess);
  const { question, options, right }: Card = cards[card];
  const isGuessed = chosen !== undefined;
  /** Of an option, once one is chosen: whether it was right, or was chosen and was not. */
  const mark = (i: number): 'right' | 'wrong' | undefined =>
    !isGuessed ? undefined : i === right ? 'right' : i === chosen ? 'wrong' : undefined;
  return (
    <fieldset className="lesson-question">
      <legend>{say(question)}</legend>
      {options.map((option, i) => (
        <label key={option} className={`lesson-option ${mark(i) ?? ''}`}>
          <input type="radio" name={`lesson-${card}`} checked={i === chosen} onChange={() => guess(i)} />
          <span>{say(option)}</span>
          {mark(i) && (
            <span className="lesson-mark">{say(mark(i) === 'right' ? 'lesson.right' : 'lesson.not')}</span>
          )}
        </label>
      ))}
    </fieldset>
  );
}
