/** Who made a photograph, for a reader who has only a picture of it. */

import type { Photo } from '../../store/photo';
import type { Sample } from '../../store/samples';
import { said } from '../../words/said';
import { say, spell } from '../../words/say';

export const creditOf = ({ title, author, licence }: Sample): string =>
  say('samples.credit', { title: said(title), author, licence });

/** The photograph's name, with its author where it is one of the page's own. */
export const photoWords = ({ title, sample }: Pick<Photo, 'title' | 'sample'>): string =>
  sample ? creditOf(sample) : spell(title);
