/** Encoder and decoder against the ratio, as measured now on this machine. */
import { percent } from '../../../store/percent';
import { RATIOS } from '../../../store/times';
import { decimals } from '../../../ui/numbers';
import { Bar } from '../../../ui/parts/Bar';
import { useTimes } from '../../../ui/useTimes';
import { say } from '../../../words/say';

/** A time, and how it stands to the longest; nothing before it is there. */
function Time({ ms, most, isQuiet }: { ms: number | undefined; most: number; isQuiet?: boolean }) {
  if (ms === undefined) return <td />;
  return (
    <td>
      <Bar share={ms / most} isQuiet={isQuiet}>
        {decimals(ms, 1)}
      </Bar>
    </td>
  );
}

export function TimeTable() {
  const { times, isComplete, running, measureAgain } = useTimes();
  const most = Math.max(...times.flatMap(({ encoderMs, decoderMs }) => [encoderMs, decoderMs]));
  return (
    <>
      <table className="lesson-times" aria-busy={!isComplete}>
        <caption>{say('lesson.timesCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('lesson.hidden')}</th>
            <th scope="col">{say('lesson.encoder')}</th>
            <th scope="col">{say('lesson.decoder')}</th>
          </tr>
        </thead>
        <tbody>
          {RATIOS.map((ratio, i) => (
            <tr key={ratio}>
              <th scope="row">{say(percent(ratio))}</th>
              <Time ms={times[i]?.encoderMs} most={most} />
              <Time ms={times[i]?.decoderMs} most={most} isQuiet />
            </tr>
          ))}
        </tbody>
      </table>
      {running?.backend === 'webgpu' && <p className="quiet">{say('page.onlyTheSum')}</p>}
      <button type="button" className="link-button lesson-again" onClick={measureAgain}>
        {say('page.measureAgain')}
      </button>
    </>
  );
}
