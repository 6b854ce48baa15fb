/** How far the job is, with which settings it runs, and what holds it up. */
import { useRef } from 'react';
import { usePage, usePlayground } from '../../../ui/context';
import { timeLeft } from '../../../ui/numbers';
import type { Phrase } from '../../../words/said';
import { say } from '../../../words/say';
import type { Batch } from '../store/batch';
import { isSameSettings, settingsNow } from '../store/settings';
import { useBatch } from './context';
import { brokenOffWords, outcomeWords, settingsWords } from './phrases';
import './progress.css';

/** Fewer files say too little about the rest. */
const ENOUGH = 3;

function progressWords({ phase, position, total, spentMs, done, unreadable }: Batch): string {
  switch (phase) {
    case 'stopped':
      return say('batch.stoppedAfter', { position, total });
    case 'done':
      return outcomeWords(done.length, unreadable.length);
    default:
      return position < ENOUGH
        ? say('batch.position', { position, total })
        : say('batch.positionAndTime', {
            position,
            total,
            timeLeft: timeLeft((spentMs / position) * (total - position)),
          });
  }
}

/** What keeps a running job from going on, besides its own work. */
function useWaiting(): { readonly words: string; readonly otherModel: boolean } | undefined {
  const { phase, settings } = useBatch((state) => state);
  const model = usePlayground((state) => state.model);
  const loading = usePlayground(({ status }) => status.kind === 'loading');
  if (!settings || (phase !== 'running' && phase !== 'stopped')) return undefined;
  const { title } = settings.model;
  if (model.id !== settings.model.id) {
    return {
      words: say('batch.otherModel', { now: model.title, model: title }),
      otherModel: true,
    };
  }
  if (phase === 'running' && loading)
    return { words: say('batch.waiting', { model: title }), otherModel: false };
  return undefined;
}

function Notice({ after }: { after: () => void }) {
  const { playground } = usePage();
  const settings = useBatch((state) => state.settings);
  const seeds = useBatch((state) => state.seeds);
  const again = useBatch((state) => state.again);
  const changed = usePlayground((state) => settings && !isSameSettings(settings, settingsNow(state, seeds)));
  const waiting = useWaiting();
  if (!settings || !(changed || waiting)) return null;
  return (
    <p className="batch-notice">
      <span>{waiting ? waiting.words : say('batch.otherSettings')}</span>
      {waiting?.otherModel && (
        <button
          type="button"
          className="link-button"
          onClick={() => {
            playground.getState().setModel(settings.model);
            after();
          }}
        >
          {say('batch.goBack', { model: settings.model.title })}
        </button>
      )}
      {changed && (
        <button
          type="button"
          className="link-button"
          onClick={() => {
            again();
            after();
          }}
        >
          {say('batch.withNewSettings')}
        </button>
      )}
    </p>
  );
}

export function Progress() {
  const state = useBatch((whole) => whole);
  const { phase, settings, position, total, problem, cancel, goOn, again } = state;
  const main = useRef<HTMLButtonElement>(null);
  const [label, act]: [Phrase, () => void] =
    phase === 'running'
      ? ['batch.cancel', cancel]
      : phase === 'stopped'
        ? ['batch.goOn', goOn]
        : ['batch.runAgain', again];
  return (
    <section className="batch-progress" aria-label={say('batch.progress')}>
      <div className="batch-progress-line">
        <p className="batch-count">{progressWords(state)}</p>
        <progress
          className="progress"
          aria-label={say('batch.filesDone')}
          max={total || 1}
          value={total ? position : 1}
        />
        {/* One button all along, so that the keyboard keeps its place when the job ends. */}
        <button ref={main} type="button" className="button" onClick={act}>
          {say(label)}
        </button>
      </div>
      {problem && <p className="hint">{brokenOffWords(problem)}</p>}
      <Notice after={() => main.current?.focus()} />
      {settings && <p className="quiet">{settingsWords(settings)}</p>}
    </section>
  );
}
