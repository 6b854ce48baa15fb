/** Lines, with a legend over them. For the eye: what it says, a table beside it says too. */
import type { ReactNode } from 'react';
import { percent } from '../../store/percent';
import { say } from '../../words/say';
import { chartOf, type Points, type Scale } from './chart';
import { useWidth } from './useWidth';
import './chart.css';

const HEIGHT = 240;

/** Room for the words at the axes. */
const MARGINS = { left: 36, right: 20, top: 8, bottom: 24 };

export interface Line {
  /**
   * Its class, by which lines are told apart without colour too: `chart-main` matters, `chart-rival` is what it is set against, and
   * `chart-other` is further from it.
   */
  readonly look: string;
  /** No two have the same. */
  readonly title: string;
  readonly points: Points;
}

interface LineChartProps {
  readonly lines: readonly Line[];
  readonly scale: Scale;
  /** 0 … 1 of the way, where a line stands upright. */
  readonly ratio?: number;
  /** What stands under a share of the way, 0 … 1; the share in per cent if left out. */
  readonly wordsAt?: (share: number) => string;
  /** Laid over the place where the lines can be, whose left end is nothing hidden and whose right end is all. */
  readonly children?: ReactNode;
}

const inPercent = (share: number): string => say(percent(share));

function Lines({ lines, scale, ratio, wordsAt = inPercent, width }: LineChartProps & { width: number }) {
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
          {wordsAt(share)}
        </text>
      ))}
      {ratio !== undefined && (
        <line className="chart-cursor" x1={x(ratio)} x2={x(ratio)} y1={MARGINS.top} y2={bottom} />
      )}
      {lines.map(({ look, title, points }) => (
        <path key={title} className={look} d={path(points)} />
      ))}
    </svg>
  );
}

function Legend({ lines }: Pick<LineChartProps, 'lines'>) {
  return (
    <ul className="chart-legend">
      {lines.map(({ look, title }) => (
        <li key={title}>
          <svg className="chart" width={28} height={8} aria-hidden="true">
            <path className={look} d="M0 4H28" />
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
