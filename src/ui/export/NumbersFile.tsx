/** The numbers behind the pictures, as a table. */
import { say } from '../../words/say';
import type { Numbers } from './choices';
import { toCsv } from './csv';
import { fileStem } from './safeName';
import { save } from './save';

interface NumbersFileProps {
  readonly numbers: Numbers;
  /** Told in a live region. */
  readonly tell: (message: string) => void;
}

export function NumbersFile({ numbers: { title, name, rows }, tell }: NumbersFileProps) {
  const saveCsv = (): void => {
    const file = `${fileStem(name)}.csv`;
    save(new Blob([toCsv(rows)], { type: 'text/csv' }), file);
    tell(say('save.saved', { file }));
  };
  return (
    <div className="export-line">
      <span className="quiet">{title}</span>
      <button type="button" className="button" onClick={saveCsv}>
        {say('save.saveCsv')}
      </button>
    </div>
  );
}
