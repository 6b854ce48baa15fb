/** How far the job is, with which settings it runs, and what holds it up. */
import { useRef } from 'react';
import { usePage, usePlayground } from '../../../ui/context';
import { timeLeft } from '../../../ui/numbers';
import type { Batch } from '../store/batch';
import { isSameJob, settingsOf } from '../store/settings';
import { useBatch } from './context';
import { counted, jobWords, outcomeWords } from './phrases';
import './progress.css';

/** Fewer files say too little about the rest. */
const ENOUGH = 3;

function progressWords({ phase, position, total, spentMs, done, unreadable }: Batch): string {
  const count = `${position.toLocaleString('en')} of ${counted(total, 'file', 'files')}`;
  switch (phase) {
    case 'stopped':
      return `Stopped after ${count}`;
    case 'done':
      return outcomeWords(done.length, unreadable.length);
    default:
      return position < ENOUGH ? count : `${count}, ${timeLeft((spentMs / position) * (total - position))}`;
  }
}

/** What keeps a running job from going on, besides its own work. */
function useWaiting(): { readonly words: string; readonly otherModel: boolean } | undefined {
  const { phase, job } = useBatch((state) => state);
  const model = usePlayground((state) => state.model);
  const loading = usePlayground(({ status }) => status.kind === 'loading');
  if (!job || (phase !== 'running' && phase !== 'stopped')) return undefined;
  const { title } = job.model;
  if (model.id !== job.model.id) {
    return {
      words: `The page has changed to ${model.title}; this job goes on with ${title}.`,
      otherModel: true,
    };
  }
  if (phase === 'running' && loading) return { words: `Waiting for ${title} to load.`, otherModel: false };
  return undefined;
}

function Notice({ after }: { after: () => void }) {
  const { playground } = usePage();
  const job = useBatch((state) => state.job);
  const seeds = useBatch((state) => state.seeds);
  const again = useBatch((state) => state.again);
  const changed = usePlayground((state) => job && !isSameJob(job, settingsOf(state, seeds)));
  const waiting = useWaiting();
  if (!job || !(changed || waiting)) return null;
  return (
    <p className="batch-notice">
      {waiting ? waiting.words : 'The settings of the page have changed since; this job keeps its own.'}
      {waiting?.otherModel && (
        <button
          type="button"
          className="link-button"
          onClick={() => {
            playground.getState().setModel(job.model);
            after();
          }}
        >
          Go back to {job.model.title}
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
          Run all again with the new settings
        </button>
      )}
    </p>
  );
}

export function Progress() {
  const state = useBatch((whole) => whole);
  const { phase, job, position, total, problem, cancel, goOn, again } = state;
  const main = useRef<HTMLButtonElement>(null);
  const [label, act] =
    phase === 'running' ? ['Cancel', cancel] : phase === 'stopped' ? ['Go on', goOn] : ['Run again', again];
  return (
    <section className="batch-progress" aria-label="Progress">
      <div className="batch-progress-line">
        <p className="batch-count">{progressWords(state)}</p>
        <progress
          className="progress"
          aria-label="Files done"
          max={total || 1}
          value={total ? position : 1}
        />
        {/* One button all along, so that the keyboard keeps its place when the job ends. */}
        <button ref={main} type="button" className="button" onClick={act}>
          {label}
        </button>
      </div>
      {problem && <p className="hint">{problem}</p>}
      <Notice after={() => main.current?.focus()} />
      {job && <p className="quiet">Settings of this job: {jobWords(job)}</p>}
    </section>
  );
}
