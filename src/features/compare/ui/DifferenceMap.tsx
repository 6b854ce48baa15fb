/** Where B is better than A and where it is worse, patch by patch. */
import type { Size } from '../../../mae/crop';
import type { Difference } from '../../../mae/difference';
import { gridOf } from '../../../mae/geometry';
import { HeatMap, ONE_PATCH } from '../../../ui/heat/HeatMap';
import { Panel } from '../../../ui/pictures/Panel';
import type { Pair } from '../store/compare';
import { DIFFERENCE_LEGEND, differenceColour } from './colour';
import { arePredictions, betterWords } from './phrases';

interface DifferenceMapProps {
  readonly pair: Pair | undefined;
  readonly difference: Difference | undefined;
  readonly stale: boolean;
}

const differentSizes = (sizes: readonly Size[]): string =>
  `The two models see the photograph at different sizes, ${sizes.map(({ width, height }) => `${width} × ${height}`).join(' and ')} pixels. The smaller picture has less detail to get wrong, so their errors are not compared. Choose models of equal size.`;

const NOTHING = Float32Array.of(Number.NaN);

export function DifferenceMap({ pair, difference, stale }: DifferenceMapProps) {
  const sizes = pair && [pair.a, pair.b].map(({ scene }) => scene.model.geometry);
  const common = difference?.patches.reduce((count, value) => count + Number(!Number.isNaN(value)), 0);
  const aside = common !== undefined && <span className="quiet">{`${common} patches compared`}</span>;
  return (
    <Panel title="Difference of errors" aside={aside} stale={stale}>
      {pair && !arePredictions(pair) ? (
        <p className="panel-words">
          A model without a decoder makes features, not predictions: there are no errors to compare.
        </p>
      ) : sizes && !difference ? (
        <p className="panel-words">{differentSizes(sizes)}</p>
      ) : (
        <HeatMap
          name="Difference of errors"
          values={difference?.patches ?? NOTHING}
          grid={pair && difference ? gridOf(pair.a.scene.model.geometry) : ONE_PATCH}
          colour={differenceColour}
          legend={DIFFERENCE_LEGEND}
          describe={(_, value) => betterWords(value)}
        />
      )}
    </Panel>
  );
}
