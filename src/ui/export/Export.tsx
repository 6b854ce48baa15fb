/** Saving and copying what is shown: a button, and a dialog with a preview of the very file. */
import { useState } from 'react';
import type { MaskFacts } from '../../mae/maskText';
import { say } from '../../words/say';
import { Dialog } from '../parts/Dialog';
import type { Choice, Numbers } from './choices';
import { MaskText } from './MaskText';
import { NumbersFile } from './NumbersFile';
import { PictureFiles } from './PictureFiles';
import './export.css';

interface ExportProps {
  /** What can be saved now; the first is chosen to begin with. None while something is being computed; left out where there are no pictures. */
  readonly choices?: () => readonly Choice[];
  /** What is behind the pictures; undefined where there is nothing to measure. */
  readonly numbers?: () => Numbers | undefined;
  readonly mask?: () => MaskFacts | undefined;
}

interface Snapshot {
  readonly choices?: readonly Choice[];
  readonly numbers?: Numbers;
  readonly mask?: MaskFacts;
}

export function Export({ choices, numbers, mask }: ExportProps) {
  /** As it was when the dialog was opened. */
  const [open, setOpen] = useState<Snapshot>();
  const [said, setSaid] = useState('');
  return (
    <Dialog
      button={say('save.save')}
      title={say('save.title')}
      foot={<p role="status">{said}</p>}
      isWide
      onOpen={() => {
        setSaid('');
        setOpen({ choices: choices?.(), numbers: numbers?.(), mask: mask?.() });
      }}
      onClose={() => setOpen(undefined)}
    >
      {() => (
        <>
          {open?.choices?.length === 0 && <p>{say('save.nothingYet')}</p>}
          {open?.choices?.length && <PictureFiles choices={open.choices} tell={setSaid} />}
          {open?.numbers && <NumbersFile numbers={open.numbers} tell={setSaid} />}
          {open?.mask && <MaskText mask={open.mask} tell={setSaid} />}
        </>
      )}
    </Dialog>
  );
}
