/** Saving and copying what is shown: a button, and a dialog with a preview of the very file. */
import { useId, useRef, useState } from 'react';
import type { MaskFacts } from '../../mae/maskText';
import type { Choice } from './choices';
import { MaskText } from './MaskText';
import { PictureFiles } from './PictureFiles';
import './export.css';

interface ExportProps {
  /** What can be saved now; the first is chosen to begin with. None while something is being computed. */
  readonly choices: () => readonly Choice[];
  readonly mask?: () => MaskFacts | undefined;
}

interface Snapshot {
  readonly choices: readonly Choice[];
  readonly mask?: MaskFacts;
}

const NOTHING_YET = 'There is nothing to save until the pictures have been computed.';

export function Export({ choices, mask }: ExportProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  /** As it was when the dialog was opened. */
  const [open, setOpen] = useState<Snapshot>();
  const [said, setSaid] = useState('');
  const show = (): void => {
    setSaid('');
    setOpen({ choices: choices(), mask: mask?.() });
    dialog.current?.showModal();
  };
  return (
    <>
      <button type="button" className="button small" onClick={show}>
        Save
      </button>
      <dialog
        ref={dialog}
        className="dialog export"
        aria-labelledby={`${id}-title`}
        onClose={() => setOpen(undefined)}
      >
        <h2 id={`${id}-title`}>Save or copy</h2>
        {open?.choices.length === 0 && <p>{NOTHING_YET}</p>}
        {open && open.choices.length > 0 && <PictureFiles choices={open.choices} say={setSaid} />}
        {open?.mask && <MaskText mask={open.mask} say={setSaid} />}
        <div className="dialog-foot">
          <p role="status">{said}</p>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </div>
      </dialog>
    </>
  );
}
