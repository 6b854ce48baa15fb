/** The errors of all runs over their steps, and the same as numbers. */
import { chartOf, type Points, scaleFromZero } from '../../../ui/chart/chart';
import { useWidth } from '../../../ui/chart/useWidth';
import { decimals } from '../../../ui/numbers';
import type { Phrase } from '../../../words/said';
import { say } from '../../../words/say';
import type { Point } from '../store/curve';
import type { Run } from '../store/run';
import { shortName } from './names';
import '../../../ui/chart/chart.css';
import './curves.css';

const HEIGHT = 260;
/** Room for the words at the axes. */
const MARGINS = { left: 40, right: 24, top: 8, bottom: 24 };
const SHARES = [0, 0.25, 0.5, 0.75, 1];

/** One for each place of a run. */
const colours = ['train-first', 'train-second'];

interface Line {
  readonly key: string;
  readonly look: string;
  readonly title: string;
  readonly points: Points;
}

const longest = (runs: readonly Run[]): number => Math.max(...runs.map(({ options }) => options.steps));

function linesOf(runs: readonly Run[]): readonly Line[] {
  const most = longest(runs);
  const scaled = (points: readonly Point[]): Points => points.map(([step, loss]) => [step / most, loss]);
  return runs.flatMap((run, place) => {
    const { id, training, held, harmonicLoss = Number.NaN } = run;
    const [name, colour] = [shortName(run), colours[place]];
    const level: Points = [
      [0, harmonicLoss],
      [1, harmonicLoss],
    ];
    return [
      {
        key: `${id} training`,
        look: `${colour} train-thin`,
        title: say('train.curveTraining', { name }),
        points: scaled(training.points),
      },
      {
        key: `${id} held`,
        look: `${colour} train-thick`,
        title: say('train.curveHeld', { name }),
        points: scaled(held),
      },
      {
        key: `${id} harmonic`,
        look: `${colour} train-dashed`,
        title: say('train.curveHarmonic', { name }),
        points: level,
      },
    ];
  });
}

function Legend({ lines }: { lines: readonly Line[] }) {
  return (
    <ul className="chart-legend">
      {lines.map(({ key, look, title }) => (
        <li key={key}>
          <svg className="chart" width={28} height={8} aria-hidden="true">
            <path className={look} d="M0 4H28" />
          </svg>
          <span>{title}</span>
        </li>
      ))}
    </ul>
  );
}

function Lines({ lines, most, width }: { lines: readonly Line[]; most: number; width: number }) {
  const scale = scaleFromZero(lines.flatMap(({ points }) => points.map(([, value]) => value)));
  const { x, y, ticks, path } = chartOf(scale, { width, height: HEIGHT, ...MARGINS });
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
      {SHARES.map((share) => (
        <text key={share} className="chart-tick" x={x(share)} y={HEIGHT - 6} textAnchor="middle">
          {Math.round(share * most)}
        </text>
      ))}
      {lines.map(({ key, look, points }) => (
        <path key={key} className={look} d={path(points)} />
      ))}
    </svg>
  );
}

const last = (points: readonly Point[]): number => points.at(-1)?.[1] ?? Number.NaN;

const rows: readonly { readonly title: Phrase; readonly of: (run: Run) => string }[] = [
  { title: 'train.step', of: ({ step }) => String(step) },
  { title: 'train.inTraining', of: ({ training }) => decimals(training.loss, 3) },
  { title: 'train.heldOut', of: ({ held }) => decimals(last(held), 3) },
  { title: 'train.interpolation', of: ({ harmonicLoss = Number.NaN }) => decimals(harmonicLoss, 3) },
  {
    title: 'train.ofInterpolation',
    of: ({ held, harmonicLoss = Number.NaN }) => {
      const share = last(held) / harmonicLoss;
      return Number.isFinite(share) ? say('page.percent', { value: Math.round(100 * share) }) : '–';
    },
  },
];

function RunHeads({ runs }: { runs: readonly Run[] }) {
  return runs.map((run) => (
    <th key={run.id} scope="col">
      {shortName(run)}
    </th>
  ));
}

/** The last numbers of each run. */
function Numbers({ runs }: { runs: readonly Run[] }) {
  return (
    <table className="train-table">
      <caption>{say('train.numbers')}</caption>
      <thead>
        <tr>
          <td />
          <RunHeads runs={runs} />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ title, of }) => (
          <tr key={title}>
            <th scope="row">{say(title)}</th>
            {runs.map((run) => (
              <td key={run.id}>{of(run)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the chart says, for who cannot see it. */
function Table({ runs }: { runs: readonly Run[] }) {
  const byRun = runs.map(({ held }) => new Map(held));
  const steps = [...new Set(runs.flatMap(({ held }) => held.map(([step]) => step)))].sort((a, b) => a - b);
  return (
    <details>
      <summary>{say('train.table')}</summary>
      <table className="train-table">
        <thead>
          <tr>
            <th scope="col">{say('train.step')}</th>
            <RunHeads runs={runs} />
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step}>
              <th scope="row">{step}</th>
              {runs.map(({ id }, i) => (
                <td key={id}>{decimals(byRun[i].get(step) ?? Number.NaN, 3)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

export function Curves({ runs }: { runs: readonly Run[] }) {
  const [ref, width] = useWidth();
  const lines = linesOf(runs);
  const areTwo = new Set(runs.map(({ options }) => options.target)).size > 1;
  return (
    <figure className="train-curves">
      <figcaption className="panel-title">{say('train.losses')}</figcaption>
      <Legend lines={lines} />
      <div ref={ref} className="chart-frame">
        <Lines lines={lines} most={longest(runs)} width={width} />
      </div>
      <Numbers runs={runs} />
      <p className="quiet">{say('train.lossMeansHere')}</p>
      {areTwo && <p className="quiet">{say('train.lossMeansTwo')}</p>}
      <Table runs={runs} />
    </figure>
  );
}
