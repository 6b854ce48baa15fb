/** How little an encoder costs that is given the visible patches alone, as measured now on this machine. */
import { useMemo } from 'react';
import { percent } from '../../../store/percent';
import { scaleFromZero } from '../../../ui/chart/chart';
import { type Line, LineChart } from '../../../ui/chart/LineChart';
import { usePlayground } from '../../../ui/context';
import { Export } from '../../../ui/export/Export';
import { decimals, megabytes } from '../../../ui/numbers';
import { Announcement } from '../../../ui/parts/Announcer';
import { useTimes } from '../../../ui/useTimes';
import { say } from '../../../words/say';
import { bothMs, type Cost, costsOf } from '../store/cost';
import { CostTable } from './CostTable';
import { costNumbers } from './saved';

type Measured = readonly (readonly [ratio: number, ms: number])[];

const points = (costs: readonly Cost[], of: (cost: Cost) => number | undefined): Measured =>
  costs.flatMap((cost) => {
    const ms = of(cost);
    return ms === undefined ? [] : [[cost.ratio, ms] as const];
  });

function linesOf(costs: readonly Cost[], isApart: boolean): readonly Line[] {
  if (!isApart)
    return [{ look: 'chart-main', title: say('inside.bothHalves'), points: points(costs, bothMs) }];
  const whole = costs[0].encoder.ms;
  return [
    { look: 'chart-main', title: say('inside.encoder'), points: points(costs, ({ encoder }) => encoder.ms) },
    {
      look: 'chart-rival',
      title: say('inside.symmetricEncoder'),
      points: whole === undefined ? [] : [0, 1].map((ratio) => [ratio, whole] as const),
    },
    ...(costs[0].decoder
      ? [
          {
            look: 'chart-other',
            title: say('inside.decoder'),
            points: points(costs, ({ decoder }) => decoder?.ms),
          } as const,
        ]
      : []),
  ];
}

/** What there is to see; nothing before it is measured. */
function verdict(costs: readonly Cost[]): string {
  const [all, few] = [0, 0.75].map((at) => costs.find(({ ratio }) => ratio === at)?.encoder.ms);
  if (all === undefined || few === undefined) return '';
  return say('inside.costVerdict', { few: decimals(few, 1), all: decimals(all, 1) });
}

export function CostView() {
  const { times, isComplete, running, measureAgain } = useTimes();
  const geometry = usePlayground(({ model }) => model.geometry);
  const ratio = usePlayground(({ masking }) => masking.ratio);
  const isApart = running?.backend !== 'webgpu' || !geometry.decoder;
  const costs = useMemo(() => costsOf(geometry, times), [geometry, times]);
  const [{ decoder }] = costs;
  const lines = linesOf(costs, isApart);
  const scale = scaleFromZero(lines.flatMap((line) => line.points.map(([, ms]) => ms)));
  const words = isComplete ? (isApart ? verdict(costs) : say('page.onlyTheSum')) : '';
  const measuring = running && say('inside.measuring', { done: times.length, total: costs.length });
  return (
    <div className="cost">
      <p className="cost-verdict">{words || measuring}</p>
      <figure>
        <figcaption className="inside-title">{say('inside.costTimes')}</figcaption>
        <LineChart lines={lines} scale={scale} ratio={ratio} />
        <p className="quiet">{say('inside.costNow', { ratio: percent(ratio) })}</p>
      </figure>
      <div className="cost-side">
        <CostTable costs={costs} isApart={isApart} ratio={ratio} isBusy={!isComplete} />
        {decoder && (
          <p className="quiet">
            {say('inside.decoderKeeps', { tokens: decoder.tokens, megabytes: megabytes(decoder.bytes) })}
          </p>
        )}
        <p className="quiet">{say('inside.costMeans')}</p>
        <div className="inside-save">
          <button type="button" className="button small" disabled={!running} onClick={measureAgain}>
            {say('page.measureAgain')}
          </button>
          <Export numbers={() => costNumbers(costs, isApart)} />
        </div>
      </div>
      <Announcement words={words} />
    </div>
  );
}
