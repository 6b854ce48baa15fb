/** What a model's pictures are: how its patches lie, and which of its channels are colours. */
import { type Geometry, type Grid, gridOf, patchCount } from '../../mae/geometry';
import { bandsOf } from '../../mae/pixels';
import { MOST_PIXELS } from '../../runtime/checkpoint/bounds';
import { gridsOf } from '../../runtime/checkpoint/geometry';
import type { Origin } from '../../runtime/checkpoint/reading';
import type { Model } from '../../runtime/models/model';
import type { Phrase } from '../../words/said';
import { say } from '../../words/say';
import { usePlayground } from '../context';
import { asOptions, Choice, originWords } from './Choice';

const asText = ({ rows, columns }: Grid): string => `${rows} × ${columns}`;

/** The same patches in other rows: of learned positions only a person knows how they lie. */
export function GridChoice({ geometry, origin }: { geometry: Geometry; origin: Origin }) {
  const reread = usePlayground((state) => state.rereadModel);
  const longest = MOST_PIXELS / geometry.patchSize;
  const grids = gridsOf(patchCount(geometry)).filter(
    ({ rows, columns }) => Math.max(rows, columns) <= longest,
  );
  return (
    <Choice
      label={say('model.grid')}
      words={originWords(origin)}
      value={asText(gridOf(geometry))}
      options={grids.map(asText).map((value) => ({ value, title: value }))}
      onChoose={(chosen) => {
        const grid = grids.find((one) => asText(one) === chosen);
        if (grid) reread({ grid });
      }}
    />
  );
}

const COLOURS: readonly Phrase[] = ['model.red', 'model.green', 'model.blue'];

/** Which channels of a model of many a photograph goes into, and are shown. */
export function BandChoices({ model, origin }: { model: Model; origin: Origin }) {
  const reread = usePlayground((state) => state.rereadModel);
  const bands = bandsOf(model);
  const options = asOptions([...model.mean.keys()].map((channel) => channel + 1));
  return COLOURS.map((colour, i) => (
    <Choice
      key={colour}
      label={say(colour)}
      words={originWords(origin)}
      value={String(bands[i] + 1)}
      options={options}
      onChoose={(chosen) => {
        const [red, green, blue] = bands.map((band, j) => (i === j ? Number(chosen) - 1 : band));
        reread({ bands: [red, green, blue] });
      }}
    />
  ));
}
