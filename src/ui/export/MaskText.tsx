/** The mask for a notebook: lines for PyTorch, and JSON. */
import { type MaskFacts, maskJson, maskPython } from '../../mae/maskText';
import { say } from '../../words/say';
import { copyText } from '../parts/copy';
import { save } from './save';

interface MaskTextProps {
  readonly mask: MaskFacts;
  readonly tell: (message: string) => void;
}

export function MaskText({ mask, tell }: MaskTextProps) {
  const python = maskPython(mask);
  const copy = async (): Promise<void> => tell(await copyText(python, 'lines'));
  const saveText = (text: string, type: string, name: string): void => {
    save(new Blob([text], { type }), name);
    tell(say('save.saved', { file: name }));
  };
  return (
    <details className="export-mask">
      <summary>{say('save.mask')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="export-python" aria-label="Python" tabIndex={0}>
        <pre>{python}</pre>
      </section>
      <div className="export-line">
        <button type="button" className="button" onClick={() => void copy()}>
          {say('save.copyPython')}
        </button>
        <button type="button" className="button" onClick={() => saveText(python, 'text/x-python', 'mask.py')}>
          {say('save.savePython')}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => saveText(maskJson(mask), 'application/json', 'mask.json')}
        >
          {say('save.saveJson')}
        </button>
      </div>
    </details>
  );
}
