/** What the page's picture is taken for, and what it is nearest to. */
import { useMemo } from 'react';
import { inGrey } from '../../../mae/pixels';
import { usePlayground } from '../../../ui/context';
import { decimals } from '../../../ui/numbers';
import { Bar } from '../../../ui/parts/Bar';
import { Switch } from '../../../ui/parts/Switch';
import { useFaded } from '../../../ui/parts/useLasting';
import { Picture } from '../../../ui/pictures/Picture';
import { usePicture } from '../../../ui/pictures/usePicture';
import { say } from '../../../words/say';
import type { Answer } from '../store/answer';
import { colourOf, nameNow, percent } from './classes';
import { useRecognise } from './context';
import { Thumb } from './Thumb';

function Taken({ answer }: { answer: Answer }) {
  const piles = useRecognise((state) => state.piles);
  const { lesson, probabilities, votes, nearest } = answer;
  const nameOf = (label: number): string => nameNow(lesson.piles[label], label, piles);
  const asked = votes.reduce((sum, count) => sum + count, 0);
  return (
    <>
      <table className="answer-table">
        <thead>
          <tr>
            <th scope="col">{say('recognise.classHead')}</th>
            <th scope="col">{say('recognise.linear')}</th>
            <th scope="col">{say('recognise.votesOf', { count: asked })}</th>
          </tr>
        </thead>
        <tbody>
          {lesson.piles.map((pile, label) => (
            <tr key={pile.id}>
              <th scope="row">
                <span className="map-dot" style={{ background: colourOf(label) }} />
                <span>{nameOf(label)}</span>
              </th>
              <td>
                <Bar share={probabilities[label]}>{percent(probabilities[label])}</Bar>
              </td>
              <td>{votes[label]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">{say('recognise.nearest')}</p>
      <ul className="answer-nearest">
        {nearest.map(({ item, label, cosine }) => (
          <li key={item.id}>
            <Thumb raster={item.raster} colour={colourOf(label)} />
            <span>{nameOf(label)}</span>
            <span className="quiet">{decimals(cosine, 2)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

export function AnswerView({ answer }: { answer: Answer }) {
  const isWhole = useRecognise((state) => state.isWhole);
  const setWhole = useRecognise((state) => state.setWhole);
  const scene = usePlayground((state) => state.scene);
  const isGrey = useRecognise((state) => state.isGrey);
  const picture = usePicture(isWhole ? 'original' : 'masked');
  const shown = useMemo(() => (isGrey && picture ? inGrey(picture) : picture), [isGrey, picture]);
  const stale = useFaded(answer.scene !== scene || answer.isWhole !== isWhole);
  return (
    <section className="answer" aria-label={say('recognise.present')}>
      <h2>{say('recognise.present')}</h2>
      <div className="answer-parts">
        <div className="answer-picture">
          <Picture name={say('recognise.shown')} raster={shown} />
          <Switch label={say('recognise.onlyVisible')} on={!isWhole} change={(on) => setWhole(!on)} />
        </div>
        <div className={stale ? 'outdated' : undefined}>
          <Taken answer={answer} />
        </div>
      </div>
    </section>
  );
}
