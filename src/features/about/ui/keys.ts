/** What keys do, and where. */
import { type Phrase, said, type Words } from '../../../words/said';

export interface Key {
  /** As they are written on keyboards. */
  readonly keys: readonly Words[];
  readonly means: Phrase;
}

export const keys: readonly Key[] = [
  { keys: ['Tab'], means: 'about.nextControl' },
  { keys: ['←', '→'], means: 'about.oneOn' },
  { keys: ['Page up', 'Page down'], means: 'about.largerSteps' },
  { keys: ['Ctrl Z', 'Ctrl Shift Z'], means: 'about.undo' },
  { keys: ['Ctrl V'], means: 'about.paste' },
  { keys: ['←', '↑', '→', '↓'], means: 'about.patchToPatch' },
  { keys: [said('about.space')], means: 'about.hideOrShow' },
  { keys: [said('about.escape')], means: 'about.close' },
  { keys: ['?'], means: 'about.openThis' },
];
