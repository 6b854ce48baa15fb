/** The errors of all runs over their steps, and the same as numbers. */
import { type Points, scaleByFactors } from '../../../ui/chart/chart';
import { type Line, LineChart } from '../../../ui/chart/LineChart';
import { decimals } from '../../../ui/numbers';
import type { Phrase } from '../../../words/said';
import { say } from '../../../words/say';
import type { Point } from '../store/curve';
import type { Run } from '../store/run';
import { shortName } from './names';
import './curves.css';

/** One for each place of a run. */
const colours = ['train-first', 'train-second'];

const longest = (runs: readonly Run[]): number => Math.max(...runs.map(({ options }) => options.steps));

function linesOf(runs: readonly Run[]): readonly Line[] {
  const most = longest(runs);
  const scaled = (points: readonly Point[]): Points => points.map(([step, loss]) => [step / most, loss]);
  return runs.flatMap((run, place) => {
    const { training, held, harmonicLoss = Number.NaN } = run;
    const [name, colour] = [shortName(run), colours[place]];
    const level: Points = [
      [0, harmonicLoss],
      [1, harmonicLoss],
    ];
    return [
      {
        look: `${colour} train-thin`,
        title: say('train.curveTraining', { name }),
        points: scaled(training.points),
      },
      {
        look: `${colour} train-thick`,
        title: say('train.curveHeld', { name }),
        points: scaled(held),
      },
      {
        look: `${colour} train-dashed`,
        title: say('train.curveHarmonic', { name }),
        points: level,
      },
    ];
  });
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
  const lines = linesOf(runs);
  const most = longest(runs);
  const scale = scaleByFactors(lines.flatMap(({ points }) => points.map(([, value]) => value)));
  const areTwo = new Set(runs.map(({ options }) => options.target)).size > 1;
  return (
    <figure className="train-curves">
      <figcaption className="panel-title">{say('train.losses')}</figcaption>
      <LineChart lines={lines} scale={scale} wordsAt={(share) => String(Math.round(share * most))} />
      <Numbers runs={runs} />
      <p className="quiet">{say('train.lossMeansHere')}</p>
      {areTwo && <p className="quiet">{say('train.lossMeansTwo')}</p>}
      <Table runs={runs} />
    </figure>
  );
}
