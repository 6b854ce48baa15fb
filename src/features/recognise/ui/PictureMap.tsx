/** All pictures where their features lie, in two dimensions; those that are taken for something else stand out. */
import { say } from '../../../words/say';
import type { Lesson } from '../store/answer';
import { colourOf, nameNow, spread } from './classes';
import { useRecognise } from './context';
import { Thumb } from './Thumb';

/** A colour for each class, by the names that they have now. */
function Legend({ lesson }: { lesson: Lesson }) {
  const piles = useRecognise((state) => state.piles);
  return (
    <ul className="map-legend">
      {lesson.piles.map((pile, label) => (
        <li key={pile.id}>
          <span className="map-dot" style={{ background: colourOf(label) }} />
          <span>{nameNow(pile, label, piles)}</span>
        </li>
      ))}
    </ul>
  );
}

export function PictureMap({ lesson }: { lesson: Lesson }) {
  const { map, items, labels, judged } = lesson;
  const [x, y] = map.map(spread);
  return (
    <figure className="picture-map">
      <div className="map-field" role="img" aria-label={say('recognise.map', { count: items.length })}>
        {items.map((item, i) => (
          <Thumb
            key={item.id}
            raster={item.raster}
            look={judged.encoder.linear[i] === labels[i] ? undefined : 'mistaken'}
            colour={colourOf(labels[i])}
            style={{ left: `${x[i] * 100}%`, top: `${(1 - y[i]) * 100}%` }}
          />
        ))}
      </div>
      <figcaption>
        <Legend lesson={lesson} />
        <p className="quiet">{say('recognise.mapMeans')}</p>
      </figcaption>
    </figure>
  );
}
