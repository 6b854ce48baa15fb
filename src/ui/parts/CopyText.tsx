/** Lines to be taken elsewhere, and the button that copies them. */
import { useState } from 'react';
import { copyText } from './copy';
import './copy-text.css';

interface CopyTextProps {
  /** What the lines are. */
  readonly label: string;
  /** On the button. */
  readonly button: string;
  readonly text: string;
}

export function CopyText({ label, button, text }: CopyTextProps) {
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => setSaid(await copyText(text, 'lines'));
  return (
    <div className="copy-text">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="copy-lines" aria-label={label} tabIndex={0}>
        <pre>{text}</pre>
      </section>
      <div className="copy-line">
        <button type="button" className="button small" onClick={() => void copy()}>
          {button}
        </button>
        <span role="status" className="quiet">
          {said}
        </span>
      </div>
    </div>
  );
}
