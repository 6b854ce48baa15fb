/** The three against the ratio. The slider of the mask is the cursor of the curve, and can be moved here too. */
import { MAX_RATIO } from '../../../mae/mask';
import { percent } from '../../../store/percent';
import { scaleOf } from '../../../ui/chart/chart';
import { LineChart } from '../../../ui/chart/LineChart';
import { usePlayground } from '../../../ui/context';
import { Explained } from '../../../ui/glossary/Explained';
import { decimals } from '../../../ui/numbers';
import { say } from '../../../words/say';
import type { Point } from '../store/curve';
import { useInterpolation } from './context';
import './curve.css';

/** The three that are compared, in the order of their importance. */
const rivals = [
  { key: 'network', title: 'interpolation.network', look: 'chart-main' },
  { key: 'interpolation', title: 'interpolation.title', look: 'chart-rival' },
  { key: 'oneColour', title: 'interpolation.oneColour', look: 'chart-other' },
] as const;

/** In dB: tells between 10 and 20 as between 20 and 30. */
const STEP = 5;
/** The least that the scale shows, in dB. */
const LEAST = [10, 20] as const;

function Table({ points }: { points: readonly Point[] }) {
  return (
    <details className="curve-table">
      <summary>{say('interpolation.table')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('interpolation.hidden')}</th>
            {rivals.map(({ key, title }) => (
              <th key={key} scope="col">
                {say('interpolation.inDecibels', { name: say(title) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.ratio}>
              <th scope="row">{say(percent(point.ratio))}</th>
              {rivals.map(({ key }) => (
                <td key={key}>{decimals(point[key], 2)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

export function Curve() {
  const points = useInterpolation((state) => state.points);
  const isDrawing = useInterpolation((state) => state.isDrawing);
  const ratio = usePlayground((state) => state.masking.ratio);
  const setRatio = usePlayground((state) => state.setRatio);
  const lines = rivals.map(({ key, title, look }) => ({
    look,
    title: say(title),
    points: points.map((point) => [point.ratio, point[key]] as const),
  }));
  const values = lines.flatMap((line) => line.points.map(([, value]) => value));
  return (
    <figure className="curve-figure">
      <figcaption>
        <span className="curve-head">
          <span className="panel-title">{say('interpolation.curve')}</span>
          <Explained term="psnr" />
        </span>
        <span className="quiet">{isDrawing ? say('interpolation.drawing') : ''}</span>
      </figcaption>
      <LineChart lines={lines} scale={scaleOf(values, STEP, ...LEAST)} ratio={ratio}>
        <input
          className="slider-over"
          type="range"
          min={0}
          max={100}
          step={0.5}
          value={ratio * 100}
          aria-label={say('interpolation.ratio')}
          aria-valuetext={say(percent(ratio))}
          onChange={(event) => setRatio(Math.min(MAX_RATIO, event.target.valueAsNumber / 100))}
        />
      </LineChart>
      <Table points={points} />
    </figure>
  );
}
