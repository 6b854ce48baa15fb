/** Lines against the mask ratio, with a legend over them. For the eye: what it says, a table beside it says too. */
import type { ReactNode } from 'react';
import { percent } from '../../store/percent';
import { say } from '../../words/say';
import { chartOf, type Points, type Scale } from './chart';
import { useWidth } from './useWidth';
import './chart.css';

const HEIGHT = 240;

/** Room for the words at the axes. */
const MARGINS = { left: 36, right: 20, top: 8, bottom: 24 };

/** How lines are told apart, without colour too: the one that matters, what it is set against, and what is further from it. */
const looks = { main: 'chart-main', rival: 'chart-rival', other: 'chart-other' };

export interface Line {
  readonly look: keyof typeof looks;
  readonly title: string;
  readonly points: Points;
}

interface LineChartProps {
  readonly lines: readonly Line[];
  readonly scale: Scale;
  /** The page's own, 0 … 1, where a line stands upright. */
  readonly ratio: number;
  /** Laid over the place where the lines can be, whose left end is nothing hidden and whose right end is all. */
  readonly children?: ReactNode;
}

function Lines({ lines, scale, ratio, width }: LineChartProps & { width: number }) {
  const { x, y, ticks, path } = chartOf(scale, { width, height: HEIGHT, ...MARGINS });
  const bottom = HEIGHT - MARGINS.bottom;
  return (
    <svg
      className="chart"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
      aria-hidden="true"
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            className="chart-grid"
            x1={MARGINS.left}
            x2={width - MARGINS.right}
            y1={y(tick)}
            y2={y(tick)}
          />
          <text
            className="chart-tick"
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
        <text key={share} className="chart-tick" x={x(share)} y={HEIGHT - 6} textAnchor="middle">
          {say(percent(share))}
        </text>
      ))}
      <line className="chart-cursor" x1={x(ratio)} x2={x(ratio)} y1={MARGINS.top} y2={bottom} />
      {lines.map(({ look, points }) => (
        <path key={look} className={looks[look]} d={path(points)} />
      ))}
    </svg>
  );
}

function Legend({ lines }: Pick<LineChartProps, 'lines'>) {
  return (
    <ul className="chart-legend">
      {lines.map(({ look, title }) => (
        <li key={look}>
          <svg className="chart" width={28} height={8} aria-hidden="true">
            <path className={looks[look]} d="M0 4H28" />
          </svg>
          <span>{title}</span>
        </li>
      ))}
    </ul>
  );
}

export function LineChart({ children, ...props }: LineChartProps) {
  const [ref, width] = useWidth();
  return (
    <>
      <Legend lines={props.lines} />
      <div ref={ref} className="chart-frame">
        <Lines {...props} width={width} />
        {children && (
          <div className="chart-plot" style={{ insetInline: `${MARGINS.left}px ${MARGINS.right}px` }}>
            {children}
          </div>
        )}
      </div>
    </>
  );
}
