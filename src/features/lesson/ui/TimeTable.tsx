/** Encoder and decoder against the ratio, as measured now on this machine. */
import { useEffect, useState } from 'react';
import { percent } from '../../../store/percent';
import { usePage, usePlayground } from '../../../ui/context';
import { decimals } from '../../../ui/numbers';
import { Bar } from '../../../ui/parts/Bar';
import { say } from '../../../words/say';
import { measureTimes, RATIOS, type Times } from '../store/times';

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
  const { playground, engine } = usePage();
  const model = usePlayground((state) => state.model);
  const running = usePlayground(({ status }) => (status.kind === 'running' ? status.running : undefined));
  const hasScene = usePlayground((state) => state.scene !== undefined);
  const [times, setTimes] = useState<readonly Times[]>([]);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another model and another round are measured anew
  useEffect(() => {
    if (!running || !hasScene) return;
    const stopping = new AbortController();
    setTimes([]);
    measureTimes(playground.getState(), engine, setTimes, stopping.signal).catch(() => undefined);
    return () => stopping.abort();
  }, [running, hasScene, model, round]);
  const most = Math.max(...times.flatMap(({ encoderMs, decoderMs }) => [encoderMs, decoderMs]));
  return (
    <>
      <table className="lesson-times" aria-busy={times.length < RATIOS.length}>
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
      {running?.backend === 'webgpu' && <p className="quiet">{say('lesson.onlyTheSum')}</p>}
      <button type="button" className="link-button lesson-again" onClick={() => setRound(round + 1)}>
        {say('lesson.measureAgain')}
      </button>
    </>
  );
}
