/** A figure on the page: pictures in rows and columns with their words, scrolling sideways by itself where it is too wide. */
import type { CSSProperties } from 'react';
import type { Cell, Figure } from '../../../ui/export/figure';
import { Lens } from '../../../ui/pictures/Lens';
import { Picture } from '../../../ui/pictures/Picture';
import { say } from '../../../words/say';
import { withMore } from './captions';
import './figure-table.css';

function Place({ cell, name }: { cell: Cell; name: string }) {
  return (
    <>
      <Lens>
        <Picture name={name} raster={cell.raster} />
      </Lens>
      {cell.label && <span className="figure-label">{cell.label}</span>}
    </>
  );
}

/** By how many columns belong together. */
const looks: Readonly<Record<number, string>> = { 3: 'figure in-threes', 4: 'figure in-fours' };

export function FigureTable({ figure }: { figure: Figure }) {
  const { columns, group, rows, caption } = figure;
  const widest = Math.max(...rows.map(({ cells }) => cells.length));
  const shape = { '--columns': widest, '--rows': rows.length } as CSSProperties;
  return (
    <figure className={looks[group ?? 1] ?? 'figure'} style={shape}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="figure-scroll" aria-label={say('figure.pictures')} tabIndex={0}>
        <table className="figure-table">
          {columns && (
            <thead>
              <tr>
                {columns.map((column, i) => {
                  const Head = column ? 'th' : 'td';
                  return (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place, and two may be called the same
                    <Head key={i} scope={column ? 'col' : undefined}>
                      {column}
                    </Head>
                  );
                })}
              </tr>
            </thead>
          )}
          {rows.map(({ label, cells }, r) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
            <tbody key={r}>
              {label && (
                <tr>
                  <th scope="rowgroup" colSpan={widest}>
                    {label}
                  </th>
                </tr>
              )}
              <tr>
                {cells.map((cell, c) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                  <td key={c}>
                    {cell && <Place cell={cell} name={withMore(label, columns?.[c], cell.label)} />}
                  </td>
                ))}
              </tr>
            </tbody>
          ))}
        </table>
      </section>
      <figcaption>{caption}</figcaption>
    </figure>
  );
}
