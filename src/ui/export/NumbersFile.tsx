/** The numbers behind the pictures, as a table. */
import type { Numbers } from './choices';
import { toCsv } from './csv';
import { fileStem } from './safeName';
import { save } from './save';

interface NumbersFileProps {
  readonly numbers: Numbers;
  /** Told in a live region. */
  readonly say: (message: string) => void;
}

export function NumbersFile({ numbers: { title, name, rows }, say }: NumbersFileProps) {
  const saveCsv = (): void => {
    const file = `${fileStem(name)}.csv`;
    save(new Blob([toCsv(rows)], { type: 'text/csv' }), file);
    say(`Saved ${file}.`);
  };
  return (
    <div className="export-line">
      <span className="quiet">{title}</span>
      <button type="button" className="button" onClick={saveCsv}>
        Save CSV
      </button>
    </div>
  );
}
