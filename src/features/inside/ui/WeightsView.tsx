/** The weights themselves: what the patch embedding looks for, which places are taken for near, and how large blocks are. */
import { useMemo } from 'react';
import type { Geometry } from '../../../mae/geometry';
import { gridOf, placeIn } from '../../../mae/geometry';
import { blankRaster, type Raster } from '../../../mae/raster';
import type { Weights } from '../../../runtime/inside/weights';
import { levelsOf } from '../../../ui/heat/heat';
import { decimals } from '../../../ui/numbers';
import { Bar } from '../../../ui/parts/Bar';
import { Picture } from '../../../ui/pictures/Picture';
import type { Phrase } from '../../../words/said';
import { say } from '../../../words/say';
import { colourBetween } from './maps';

const halves: Record<'encoder' | 'decoder', Phrase> = {
  encoder: 'inside.encoder',
  decoder: 'inside.decoder',
};

/** A direction [C · P · P] as a picture: grey is zero, and the largest number as far from it as can be. */
function filterPicture(direction: Float64Array, { patchSize, channels }: Geometry): Raster {
  const raster = blankRaster(patchSize, patchSize);
  const pixels = patchSize * patchSize;
  const most = direction.reduce((max, x) => Math.max(max, Math.abs(x)), 0) || 1;
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let colour = 0; colour < 3; colour++) {
      const channel = Math.min(colour, channels - 1);
      raster.data[pixel * 4 + colour] = 127.5 + (127.5 * direction[channel * pixels + pixel]) / most;
    }
  }
  return raster;
}

const SHADES = 255;

/** For every place a small map of how alike its embedding is to all others, laid out as the places are. */
function positionsPicture(positions: Float32Array, geometry: Geometry): Raster {
  const { rows, columns } = gridOf(geometry);
  const [high, wide] = [rows + 1, columns + 1];
  const raster = blankRaster(columns * wide - 1, rows * high - 1);
  raster.data.fill(255);
  const count = rows * columns;
  const least = positions.reduce((low, value) => (value < low ? value : low), 1);
  const colour = colourBetween(0, SHADES);
  // To mix a colour takes longer than to look one up, and there are ten thousands.
  const shades = Array.from({ length: SHADES + 1 }, (_, shade) => levelsOf(colour(shade)));
  const shadeOf = (value: number): number => Math.round(((value - least) / (1 - least || 1)) * SHADES);
  for (let patch = 0; patch < count; patch++) {
    const [row, column] = placeIn({ rows, columns }, patch);
    for (let other = 0; other < count; other++) {
      const [y, x] = placeIn({ rows, columns }, other);
      const at = ((row * high + y) * raster.width + column * wide + x) * 4;
      raster.data.set(shades[Math.min(SHADES, shadeOf(positions[patch * count + other]))], at);
    }
  }
  return raster;
}

export function WeightsView({ weights, geometry }: { weights: Weights; geometry: Geometry }) {
  const filters = useMemo(
    () => weights.filters.map(({ direction }) => filterPicture(direction, geometry)),
    [weights, geometry],
  );
  const positions = useMemo(() => positionsPicture(weights.positions, geometry), [weights, geometry]);
  const most = Math.max(...weights.blocks.flatMap(({ attention, mlp }) => [attention, mlp]));
  return (
    <div className="weights">
      <figure>
        <figcaption className="inside-title">{say('inside.filters')}</figcaption>
        <div className="filters">
          {filters.map((raster, i) => (
            <div key={weights.filters[i].share}>
              <Picture name={say('inside.filter', { number: i + 1 })} raster={raster} />
              <span className="quiet">
                {say('page.percent', { value: decimals(weights.filters[i].share * 100, 1) })}
              </span>
            </div>
          ))}
        </div>
        <p className="quiet">{say('inside.filtersMean')}</p>
      </figure>
      <figure>
        <figcaption className="inside-title">{say('inside.positions')}</figcaption>
        <Picture name={say('inside.positions')} raster={positions} />
        <p className="quiet">{say('inside.positionsMean')}</p>
      </figure>
      <table className="weights-sizes">
        <caption className="inside-title">{say('inside.sizes')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('inside.block')}</th>
            <th scope="col">{say('inside.attention')}</th>
            <th scope="col">MLP</th>
          </tr>
        </thead>
        <tbody>
          {weights.blocks.map(({ half, block, attention, mlp }) => (
            <tr key={`${half} ${block}`}>
              <th scope="row">{`${say(halves[half])} ${block}`}</th>
              {[attention, mlp].map((size, i) => (
                <td key={i === 0 ? 'attention' : 'mlp'}>
                  <Bar share={size / most}>{decimals(size, 3)}</Bar>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
