/** Where B is better than A and where it is worse, patch by patch. */
import type { Size } from '../../../mae/crop';
import type { Difference } from '../../../mae/difference';
import { gridOf } from '../../../mae/geometry';
import { HeatMap, ONE_PATCH } from '../../../ui/heat/HeatMap';
import { Panel } from '../../../ui/pictures/Panel';
import { say } from '../../../words/say';
import type { Pair } from '../store/compare';
import { differenceColour, differenceLegend } from './colour';
import { arePredictions, betterWords } from './phrases';

interface DifferenceMapProps {
  readonly pair: Pair | undefined;
  readonly difference: Difference | undefined;
  readonly stale: boolean;
}

const differentSizes = ([a, b]: readonly Size[]): string =>
  say('compare.differentSizes', { widthA: a.width, heightA: a.height, widthB: b.width, heightB: b.height });

const NOTHING = Float32Array.of(Number.NaN);

export function DifferenceMap({ pair, difference, stale }: DifferenceMapProps) {
  const sizes = pair && [pair.a, pair.b].map(({ scene }) => scene.model.geometry);
  const common = difference?.patches.reduce((count, value) => count + Number(!Number.isNaN(value)), 0);
  const aside = common !== undefined && (
    <span className="quiet">{say('compare.compared', { count: common })}</span>
  );
  return (
    <Panel title={say('compare.difference')} aside={aside} stale={stale}>
      {pair && !arePredictions(pair) ? (
        <p className="panel-words">{say('compare.noErrors')}</p>
      ) : sizes && !difference ? (
        <p className="panel-words">{differentSizes(sizes)}</p>
      ) : (
        <HeatMap
          name={say('compare.difference')}
          values={difference?.patches ?? NOTHING}
          grid={pair && difference ? gridOf(pair.a.scene.model.geometry) : ONE_PATCH}
          colour={differenceColour}
          legend={differenceLegend()}
          describe={(_, value) => betterWords(value)}
        />
      )}
    </Panel>
  );
}
