/** How often the pictures are taken for what they are: by the encoder, and by plain things beside it. */
import { type Description, descriptions } from '../../../runtime/probe/protocol';
import { Explained } from '../../../ui/glossary/Explained';
import type { Phrase } from '../../../words/said';
import { say } from '../../../words/say';
import type { Lesson } from '../store/answer';
import { commonestScore, type Score, scoreOf } from '../store/score';
import { percent } from './classes';

const names: Record<Description, Phrase> = {
  encoder: 'recognise.encoder',
  pixels: 'recognise.pixels',
  colours: 'recognise.colours',
};

function Share({ score: { right, of, interval } }: { score: Score }) {
  const [low, high] = interval;
  return (
    <td>
      <b>{percent(right / of)}</b>
      <span className="quiet">
        {say('recognise.interval', { low: Math.round(low * 100), high: Math.round(high * 100) })}
      </span>
    </td>
  );
}

export function Scores({ lesson: { judged, labels, piles } }: { lesson: Lesson }) {
  const chance = commonestScore(labels, piles.length);
  return (
    <table className="scores">
      <caption>{say('recognise.scores', { count: labels.length })}</caption>
      <thead>
        <tr>
          <th scope="col">{say('recognise.byWhat')}</th>
          <th scope="col">
            <Explained term="neighbours">{say('recognise.neighbours')}</Explained>
          </th>
          <th scope="col">
            <Explained term="linearProbe">{say('recognise.linear')}</Explained>
          </th>
        </tr>
      </thead>
      <tbody>
        {descriptions.map((name) => (
          <tr key={name}>
            <th scope="row">{say(names[name])}</th>
            <Share score={scoreOf(judged[name].neighbours, labels)} />
            <Share score={scoreOf(judged[name].linear, labels)} />
          </tr>
        ))}
        <tr>
          <th scope="row">{say('recognise.commonest')}</th>
          <Share score={chance} />
          <td />
        </tr>
      </tbody>
    </table>
  );
}
