/** Pictures and numbers of every file, sixty at a time, under their mean and median. */
import { memo, useEffect, useMemo, useState } from 'react';
import { Explained } from '../../../ui/glossary/Explained';
import type { TermId } from '../../../ui/glossary/terms';
import { decimals } from '../../../ui/numbers';
import type { Phrase } from '../../../words/said';
import { say } from '../../../words/say';
import type { Done } from '../store/reconstructFile';
import { useBatch } from './context';
import { type Key, type Measured, mean, median, numberOf, type Sorting, sorted } from './statistics';
import './table.css';

const ROWS = 60;

interface Column {
  readonly key: Key;
  readonly title: Phrase;
  /** What it means, if it is no technical word. */
  readonly hint?: Phrase;
  readonly term?: TermId;
}

const columnsOf = (isInterpolated: boolean): readonly Column[] => [
  { key: 'path', title: 'batch.file', hint: 'batch.triplet' },
  { key: 'loss', title: 'batch.loss', term: 'loss' },
  { key: 'psnr', title: 'batch.psnr', term: 'psnr' },
  ...(isInterpolated
    ? [{ key: 'interpolation', title: 'batch.interpolation', term: 'interpolation' } as const]
    : []),
  { key: 'ms', title: 'batch.time', term: 'time' },
  { key: 'pixels', title: 'batch.size', hint: 'batch.sizeIs' },
];

function useUrl(blob: Blob): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}

/** Whether this job measures interpolation. */
const useInterpolated = (): boolean => useBatch(({ settings }) => settings?.interpolation === true);

const Row = memo(function Row({ done }: { done: Done }) {
  const isInterpolated = useInterpolated();
  const url = useUrl(done.triplet);
  return (
    <tr>
      <th scope="row">
        <div className="batch-file">
          <img
            className="batch-triplet"
            src={url}
            alt={say('batch.tripletOf', { path: done.path })}
            width={672}
            height={224}
            loading="lazy"
            decoding="async"
          />
          <bdi>{done.path}</bdi>
        </div>
      </th>
      <td>{decimals(done.loss, 4)}</td>
      <td>{decimals(done.psnr, 2)}</td>
      {isInterpolated && <td>{decimals(numberOf(done, 'interpolation'), 2)}</td>}
      <td>{decimals(done.ms, 0)}</td>
      <td>{`${done.width} × ${done.height}`}</td>
    </tr>
  );
});

function Summary({ title, of, done }: { title: string; of: typeof mean; done: readonly Done[] }) {
  const isInterpolated = useInterpolated();
  const value = (key: Measured, digits: number): string =>
    decimals(of(done.map((one) => numberOf(one, key))), digits);
  return (
    <tr>
      <th scope="row">{title}</th>
      <td>{value('loss', 4)}</td>
      <td>{value('psnr', 2)}</td>
      {isInterpolated && <td>{value('interpolation', 2)}</td>}
      <td>{value('ms', 0)}</td>
      <td />
    </tr>
  );
}

function Head({ sorting, sort }: { sorting: Sorting | undefined; sort: (key: Key) => void }) {
  const columns = columnsOf(useInterpolated());
  const order = (key: Key) =>
    sorting?.key !== key ? undefined : sorting.descending ? 'descending' : 'ascending';
  return (
    <thead>
      <tr>
        {columns.map(({ key, title, hint, term }) => (
          // What is said with each cell of the column is its name, without the question beside it.
          <th key={key} scope="col" abbr={say(title)} aria-sort={order(key)}>
            <span className="batch-head">
              <button
                type="button"
                className="batch-sort"
                title={hint && say(hint)}
                onClick={() => sort(key)}
              >
                {say(title)}
              </button>
              {term && <Explained term={term} />}
            </span>
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface PagerProps {
  readonly page: number;
  readonly count: number;
  readonly turn: (page: number) => void;
}

function Pager({ page, count, turn }: PagerProps) {
  if (count <= ROWS) return null;
  const last = Math.ceil(count / ROWS) - 1;
  return (
    <nav className="batch-line batch-pager" aria-label={say('batch.pages')}>
      <button type="button" className="button" disabled={page === 0} onClick={() => turn(page - 1)}>
        {say('batch.previous')}
      </button>
      <span className="quiet">
        {say('batch.rows', { first: page * ROWS + 1, last: Math.min(count, (page + 1) * ROWS), count })}
      </span>
      <button type="button" className="button" disabled={page === last} onClick={() => turn(page + 1)}>
        {say('batch.next')}
      </button>
    </nav>
  );
}

export function Table() {
  const done = useBatch((state) => state.done);
  const [sorting, setSorting] = useState<Sorting>();
  const [turned, setTurned] = useState(0);
  const list = useMemo(() => sorted(done, sorting), [done, sorting]);
  const page = Math.min(turned, Math.max(0, Math.ceil(list.length / ROWS) - 1));
  const sort = (key: Key): void => {
    setSorting({ key, descending: sorting?.key === key && !sorting.descending });
    setTurned(0);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone the keyboard has to scroll it. */}
      <section className="batch-table" aria-label={say('batch.table')} tabIndex={0}>
        <table>
          <Head sorting={sorting} sort={sort} />
          <tbody className="batch-summary">
            <Summary title={say('batch.mean')} of={mean} done={done} />
            <Summary title={say('batch.median')} of={median} done={done} />
          </tbody>
          <tbody>
            {list.slice(page * ROWS, (page + 1) * ROWS).map((one) => (
              <Row key={one.position} done={one} />
            ))}
          </tbody>
        </table>
      </section>
      <Pager page={page} count={list.length} turn={setTurned} />
    </>
  );
}
