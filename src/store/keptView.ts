/** How a person looks at pictures is remembered from visit to visit. A link says it itself, and is never overruled. */
import { readNote, writeNote } from '../runtime/browser/notes';
import { among } from './link';
import { layouts, type View } from './view';

const NOTE = 'view';

type Kept = Pick<View, 'layout' | 'pasteVisible'>;

/** To whom the page is new, the visible patches are pasted: what the raw output does there is for later. */
const NEWCOMERS: Kept = { layout: 'triplet', pasteVisible: true };

/** How the page begins without a link. */
export function keptView(): Kept {
  const [name = '', pasted] = readNote(NOTE)?.split(' ') ?? [];
  const layout = among(layouts, name);
  return layout ? { layout, pasteVisible: pasted === 'pasted' } : NEWCOMERS;
}

export const keepView = ({ layout, pasteVisible }: View): void =>
  writeNote(NOTE, `${layout} ${pasteVisible ? 'pasted' : 'raw'}`);
