/** The three against the ratio. The slider of the mask is the cursor of the curve, and can be moved here too. */
import { useEffect, useRef, useState } from 'react';
import { MAX_RATIO } from '../../../mae/mask';
import { percent } from '../../../store/percent';
import { usePlayground } from '../../../ui/context';
import { Explained } from '../../../ui/glossary/Explained';
import { decimals } from '../../../ui/numbers';
import { say } from '../../../words/say';
import type { Point } from '../store/curve';
import { chartOf, type Rival, rivals } from './chart';
import { useInterpolation } from './context';
import './curve.css';

const HEIGHT = 240;
const lines: Record<Rival, string> = {
  network: 'curve-network',
  interpolation: 'curve-interpolation',
  oneColour: 'curve-one-colour',
};

/** Room for the words at the axes. */
const MARGINS = { left: 36, right: 20, top: 8, bottom: 24 };

/** Of an element, in pixels; 640 before it is known. */
function useWidth(): readonly [React.RefObject<HTMLDivElement | null>, number] {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(640);
  useEffect(() => {
    if (!ref.current) return;
    const observer = new ResizeObserver(([{ contentRect }]) => setWidth(contentRect.width));
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}

function Lines({ points, width, ratio }: { points: readonly Point[]; width: number; ratio: number }) {
  const frame = { width, height: HEIGHT, ...MARGINS };
  const { x, y, ticks, paths } = chartOf(points, frame);
  const bottom = HEIGHT - MARGINS.bottom;
  return (
    <svg
      className="curve"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
      aria-hidden="true"
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            className="curve-grid"
            x1={MARGINS.left}
            x2={width - MARGINS.right}
            y1={y(tick)}
            y2={y(tick)}
          />
          <text
            className="curve-tick"
            x={MARGINS.left - 6}
            y={y(tick)}
            textAnchor="end"
            dominantBaseline="middle"
          >
            {tick}
          </text>
        </g>
      ))}
      {[0, 0.25, 0.5, 0.75, 1].map((share) => (
        <text key={share} className="curve-tick" x={x(share)} y={HEIGHT - 6} textAnchor="middle">
          {say(percent(share))}
        </text>
      ))}
      <line className="curve-cursor" x1={x(ratio)} x2={x(ratio)} y1={MARGINS.top} y2={bottom} />
      {rivals.map(({ key }) => (
        <path key={key} className={lines[key]} d={paths[key]} />
      ))}
    </svg>
  );
}

function Legend() {
  return (
    <ul className="curve-legend">
      {rivals.map(({ key, title }) => (
        <li key={key}>
          <svg className="curve" width={28} height={8} aria-hidden="true">
            <path className={lines[key]} d="M0 4H28" />
          </svg>
          <span>{say(title)}</span>
        </li>
      ))}
    </ul>
  );
}

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
  const [ref, width] = useWidth();
  const points = useInterpolation((state) => state.points);
  const isDrawing = useInterpolation((state) => state.isDrawing);
  const ratio = usePlayground((state) => state.masking.ratio);
  const setRatio = usePlayground((state) => state.setRatio);
  return (
    <figure className="curve-figure">
      <figcaption>
        <span className="curve-head">
          <span className="panel-title">{say('interpolation.curve')}</span>
          <Explained term="psnr" />
        </span>
        <span className="quiet">{isDrawing ? say('interpolation.drawing') : ''}</span>
      </figcaption>
      <Legend />
      <div ref={ref} className="curve-frame">
        <Lines points={points} width={width} ratio={ratio} />
        <div className="curve-plot" style={{ insetInline: `${MARGINS.left}px ${MARGINS.right}px` }}>
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
        </div>
      </div>
      <Table points={points} />
    </figure>
  );
}
