/** Piles of pictures, one for each thing that is to be told from the others. */
import { CENTRE_CROP, type Crop, cropBox } from '../../../mae/crop';
import { inGrey } from '../../../mae/pixels';
import { colourHistogram, rawPixels } from '../../../mae/plainFeatures';
import type { Raster } from '../../../mae/raster';
import { cropAndResize } from '../../../mae/resample';
import { isSaid, type Said, said, type Words } from '../../../words/said';

/** Kept so large, and so small that hundreds fit in memory: as large as most networks want them. */
const SIDE = 256;

export const FEWEST_PILES = 2;
export const MOST_PILES = 8;
/** In all piles together. */
export const MOST_PICTURES = 240;

/** A picture as `rawPixels` and `colourHistogram` describe it. */
interface Plain {
  readonly pixels: Float32Array;
  readonly colours: Float32Array;
}

export interface Item {
  readonly id: number;
  readonly name: Words;
  /** 256 × 256 */
  readonly raster: Raster;
  readonly plain: Plain;
  readonly plainInGrey: Plain;
}

export interface Pile {
  readonly id: number;
  /** Empty until it is given one. */
  readonly name: Words;
  readonly items: readonly Item[];
}

let count = 0;

const plainOf = (raster: Raster): Plain => ({
  pixels: rawPixels(raster),
  colours: colourHistogram(raster),
});

export function itemOf(name: Words, photo: Raster, crop: Crop = CENTRE_CROP): Item {
  const size = { width: SIDE, height: SIDE };
  const raster = cropAndResize(photo, cropBox(photo, crop, size), size);
  return { id: ++count, name, raster, plain: plainOf(raster), plainInGrey: plainOf(inGrey(raster)) };
}

export const newPile = (name: Words = '', items: readonly Item[] = []): Pile => ({
  id: ++count,
  name,
  items,
});

/** What a pile is called: by its number, from 0, until it is given a name. */
export const nameOf = ({ name }: Pile, index: number): Words =>
  name === '' ? said('recognise.class', { number: index + 1 }) : name;

const isEmpty = ({ name, items }: Pile): boolean => name === '' && items.length === 0;

export const pictureCount = (piles: readonly Pile[]): number =>
  piles.reduce((sum, { items }) => sum + items.length, 0);

/** A pile can be learned from when one of its pictures can be left out. */
export const canLearn = (piles: readonly Pile[]): readonly Pile[] =>
  piles.filter(({ items }) => items.length > 1);

const isSameName = (a: Words, b: Words): boolean =>
  isSaid(a) && isSaid(b) ? a.key === b.key : !isSaid(a) && a === b;

/**
 * With more pictures in the pile of a name: in the one that has it, or in a new one in place of the first that is still untouched.
 * Undefined when there would be too many piles.
 */
export function withItems(
  piles: readonly Pile[],
  name: Words,
  items: readonly Item[],
): readonly Pile[] | undefined {
  const same = name === '' ? undefined : piles.find((pile) => isSameName(pile.name, name));
  const place = same ?? piles.find(isEmpty);
  if (!place) return piles.length < MOST_PILES ? [...piles, newPile(name, items)] : undefined;
  return piles.map((pile) => (pile === place ? { ...pile, name, items: [...pile.items, ...items] } : pile));
}

/** The folder that a picture lies in, which is what it shows: as in the folders that PyTorch's `ImageFolder` reads. Empty without one. */
export const folderOf = (path: string): string => path.split('/').at(-2) ?? '';

/** The same pixels: a picture that could be recognised by itself would count for nothing. */
export const isSamePicture = ({ raster: a }: Item, { raster: b }: Item): boolean =>
  a.data.every((value, i) => value === b.data[i]);

/** What was brought and could not be taken. */
export interface Refused {
  /** Sentences. */
  readonly unread: Said[];
  /** How many there was no room for. */
  pictures: number;
  /** How many are in a pile already. */
  known: number;
  /** Names of those that would have been too many. */
  readonly piles: Set<Words>;
}

/** What there is to say of it. */
export function refusal({ unread, pictures, known, piles }: Refused): Said | undefined {
  if (pictures > 0) return said('recognise.tooMany', { most: MOST_PICTURES, left: pictures });
  if (piles.size > 0) return said('recognise.tooManyClasses', { most: MOST_PILES, left: piles.size });
  if (unread.length === 1) return unread[0];
  if (unread.length > 1) return said('recognise.unread', { count: unread.length, first: unread[0] });
  return known > 0 ? said('recognise.known', { count: known }) : undefined;
}
