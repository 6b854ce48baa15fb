/** What came of the files so far: the table, its downloads, and the files that are not in it. */
import { useState } from 'react';
import { messageOf } from '../../../runtime/message';
import { usePage } from '../../../ui/context';
import { said } from '../../../words/said';
import { say } from '../../../words/say';
import { useBatch, useBatchStore } from './context';
import { saveCsv, saveZip } from './save';
import { Table } from './Table';
import './results.css';

function Downloads() {
  const batch = useBatchStore();
  const { playground } = usePage();
  const [zipping, setZipping] = useState(false);
  const zip = async (): Promise<void> => {
    const { settings, done, unreadable } = batch.getState();
    if (!settings || zipping) return;
    setZipping(true);
    try {
      await saveZip(settings, done, unreadable);
    } catch (error) {
      playground.getState().reportProblem(said('batch.zipFailed', { why: messageOf(error) }));
    }
    setZipping(false);
  };
  const csv = (): void => {
    const { settings, done } = batch.getState();
    if (settings) saveCsv(settings, done);
  };
  return (
    <div className="batch-line">
      <button type="button" className="button primary" aria-busy={zipping} onClick={() => void zip()}>
        {zipping ? say('batch.zipping') : say('batch.saveZip')}
      </button>
      <button type="button" className="button" onClick={csv}>
        {say('batch.saveCsv')}
      </button>
    </div>
  );
}

function LeftOut() {
  const unreadable = useBatch((state) => state.unreadable);
  const ignored = useBatch((state) => state.ignored);
  return (
    <>
      {unreadable.length > 0 && (
        <details className="batch-unreadable" open>
          <summary>{say('batch.unreadable', { count: unreadable.length })}</summary>
          <ul>
            {unreadable.map(({ path, why }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows, and a path can be there twice.
              <li key={i}>
                <bdi>{path}</bdi> <span className="quiet">{say(why)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {ignored > 0 && <p className="quiet">{say('batch.leftOut', { count: ignored })}</p>}
    </>
  );
}

/** What is true of some of the photographs, each sentence once. */
function Notes() {
  const done = useBatch((state) => state.done);
  const files = new Map<string, number>();
  for (const note of done.flatMap(({ notes }) => notes.map((note) => say(note))))
    files.set(note, (files.get(note) ?? 0) + 1);
  return [...files].map(([note, count]) => (
    <p key={note} className="quiet">
      {say('batch.note', { count, note })}
    </p>
  ));
}

export function Results() {
  const some = useBatch(({ done }) => done.length > 0);
  return (
    <section className="batch-results" aria-label={say('batch.results')}>
      {some && <Downloads />}
      {some && <Table />}
      <Notes />
      <LeftOut />
    </section>
  );
}
