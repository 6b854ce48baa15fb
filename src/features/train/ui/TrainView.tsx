/** What to learn from, what to train, and how it goes. */
import { useCallback, useRef } from 'react';
import { decimals } from '../../../ui/numbers';
import { Announcement } from '../../../ui/parts/Announcer';
import { PasteSwitch } from '../../../ui/parts/Switch';
import { say, spell } from '../../../words/say';
import type { Run } from '../store/run';
import { Curves } from './Curves';
import { useTrain } from './context';
import { KeptRuns } from './KeptRuns';
import { LearnFromView } from './LearnFromView';
import { shortName } from './names';
import { RunCard } from './RunCard';
import { Setup } from './Setup';
import './train.css';

/** What has come of a run, as long as that stays. */
function outcome(run: Run): string {
  const { phase, step, held, harmonicLoss = Number.NaN, why = '' } = run;
  const name = shortName(run);
  if (phase === 'paused') return say('train.outcomePaused', { name, step });
  if (phase === 'failed') return say('train.outcomeFailed', { name, step, why: spell(why) });
  if (phase !== 'ended') return '';
  const loss = decimals(held.at(-1)?.[1] ?? Number.NaN, 3);
  return say('train.outcome', { name, step, loss, harmonic: decimals(harmonicLoss, 3) });
}

function Runs({ runs }: { runs: readonly Run[] }) {
  const wasHidden = useTrain((state) => state.wasHidden);
  const begun = runs.filter(({ held, training }) => held.length + training.points.length > 0);
  return (
    <section
      className={runs.length === 1 && begun.length === 1 ? 'train-runs alone' : 'train-runs'}
      aria-label={say('train.runs')}
    >
      {wasHidden && <p className="train-note">{say('train.hiddenTab')}</p>}
      {begun.length > 0 && <Curves runs={begun} />}
      <div className="train-pictures">
        {begun.length > 0 && <PasteSwitch />}
        <div className="train-cards">
          {runs.map((run) => (
            <RunCard key={run.id} run={run} />
          ))}
        </div>
      </div>
    </section>
  );
}

export function TrainView() {
  const room = useRef<HTMLElement>(null);
  const focusRoom = useCallback(() => room.current?.focus(), []);
  const runs = useTrain((state) => state.runs);
  const notKept = useTrain(({ isNotKept, kept }) => {
    if (!isNotKept) return undefined;
    return kept.length > 0 ? 'train.notKeptNow' : 'train.notKept';
  });
  return (
    <section ref={room} className="train" tabIndex={-1} aria-label={say('train.tab')}>
      <p className="intro">{say('train.intro')}</p>
      <div className="train-parts">
        <LearnFromView />
        <Setup />
      </div>
      {notKept && <p>{say(notKept)}</p>}
      {runs.length > 0 && <Runs runs={runs} />}
      <KeptRuns focusElsewhere={focusRoom} />
      <Announcement words={[notKept && say(notKept), ...runs.map(outcome)].filter(Boolean).join(' ')} />
    </section>
  );
}
