/** The pictures that the linear probe takes for something else. */
import { say, spell } from '../../../words/say';
import type { Lesson } from '../store/answer';
import { nameNow } from './classes';
import { useRecognise } from './context';
import { Thumb } from './Thumb';

export function Mistakes({ lesson: { items, labels, piles, judged } }: { lesson: Lesson }) {
  const now = useRecognise((state) => state.piles);
  const taken = judged.encoder.linear;
  const wrong = items.flatMap((item, i) =>
    taken[i] === labels[i] ? [] : [{ item, is: labels[i], as: taken[i] }],
  );
  if (wrong.length === 0) return <p className="quiet">{say('recognise.noMistakes')}</p>;
  const nameOf = (label: number): string => nameNow(piles[label], label, now);
  return (
    <details className="mistakes">
      <summary>{say('recognise.mistakes', { count: wrong.length })}</summary>
      <ul>
        {wrong.map(({ item, is, as }) => (
          <li key={item.id}>
            <Thumb raster={item.raster} />
            <span>{say('recognise.takenFor', { is: nameOf(is), as: nameOf(as) })}</span>
            <span className="visually-hidden">
              {typeof item.name === 'string' ? item.name : spell(item.name)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
