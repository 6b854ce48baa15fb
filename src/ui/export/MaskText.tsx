/** The mask for a notebook: lines for PyTorch, and JSON. */
import { type MaskFacts, maskJson, maskPython } from '../../mae/maskText';
import { copyText } from '../parts/copy';
import { save } from './save';

interface MaskTextProps {
  readonly mask: MaskFacts;
  readonly say: (message: string) => void;
}

export function MaskText({ mask, say }: MaskTextProps) {
  const python = maskPython(mask);
  const copy = async (): Promise<void> => say(await copyText(python, 'lines'));
  const saveText = (text: string, type: string, name: string): void => {
    save(new Blob([text], { type }), name);
    say(`Saved ${name}.`);
  };
  return (
    <details className="export-mask">
      <summary>The mask, for a notebook</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="export-python" aria-label="Python" tabIndex={0}>
        <pre>{python}</pre>
      </section>
      <div className="export-line">
        <button type="button" className="button" onClick={() => void copy()}>
          Copy Python
        </button>
        <button type="button" className="button" onClick={() => saveText(python, 'text/x-python', 'mask.py')}>
          Save Python
        </button>
        <button
          type="button"
          className="button"
          onClick={() => saveText(maskJson(mask), 'application/json', 'mask.json')}
        >
          Save JSON
        </button>
      </div>
    </details>
  );
}
