/**
 * The person's own photographs of this visit. They are kept as pixels: a file may be moved, what was pasted has none, and going back
 * to one takes no time. A photograph has about a megapixel, so all of them take some 70 MB, and never more than 200.
 */
import { type Said, said } from '../words/said';
import type { OwnId, Photo } from './photo';

export const MOST_OWN = 12;

export interface OwnPhoto extends Photo {
  /** The name of its file. */
  readonly title: string;
  readonly own: OwnId;
  /** The same for the same file. */
  readonly source: string;
}

/** An address of another visit, or of another person, must not lead to a photograph of this one. */
const VISIT = Math.random().toString(36).slice(2, 8);
let count = 0;

export const isOwnId = (text: string): text is OwnId => /^own(-[a-z\d]+)*$/.test(text);

export const sourceOf = ({ name, size, lastModified }: File): string => [name, size, lastModified].join('|');

/** What a photograph from `source` is called: by the name it has, if it is there already. */
export const ownIdFor = (own: readonly OwnPhoto[], source: string): OwnId =>
  own.find((other) => other.source === source)?.own ?? `own-${VISIT}-${++count}`;

/** With a photograph in front, in place of the one from the same file. The oldest makes room. */
export const withOwn = (own: readonly OwnPhoto[], photo: OwnPhoto): readonly OwnPhoto[] =>
  [photo, ...own.filter((other) => other.own !== photo.own)].slice(0, MOST_OWN);

/** The one that an address names. */
export const findOwn = (own: readonly OwnPhoto[], id: OwnId): OwnPhoto | undefined =>
  id === 'own' ? own[0] : own.find((photo) => photo.own === id);

/** What there is to say of an address that names none of those that are kept. */
export const ownIsAway = (id: OwnId): Said =>
  id.startsWith(`own-${VISIT}-`) ? said('page.photographForgotten') : said('page.photographElsewhere');
