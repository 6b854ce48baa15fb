/** What a run learns from: pictures that come with the page, and those that a person brings. */
import type { Raster } from '../../../mae/raster';
import { cropAndResize } from '../../../mae/resample';
import { type Said, said, type Words } from '../../../words/said';

/** Of all pictures together. */
export const MOST_PICTURES = 300;
/** The short side that a picture is kept at, in pixels; half of it where there are many, or they would fill the memory. */
export const SIDE = 512;
const MANY = 60;

export interface Picture {
  readonly id: string;
  readonly name: Words;
  readonly raster: Raster;
}

/** At most so large as pictures are kept when there are so many of them. */
export function reduced(raster: Raster, count: number): Raster {
  const { width, height, data } = raster;
  const scale = Math.min(1, (count > MANY ? SIDE / 2 : SIDE) / Math.min(width, height));
  // A decoder's own may have more to say, which no thread must be sent.
  if (scale === 1) return { width, height, data };
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  return cropAndResize(raster, { left: 0, top: 0, width, height }, size);
}

/** What was brought and could not be taken. */
export interface Refused {
  /** Sentences. */
  readonly unread: Said[];
  /** How many there was no room for. */
  left: number;
}

/** What there is to say of it. */
export function refusal({ unread, left }: Refused): Said | undefined {
  if (left > 0) return said('train.tooMany', { most: MOST_PICTURES, left });
  if (unread.length === 1) return unread[0];
  if (unread.length > 1) return said('train.unread', { count: unread.length, first: unread[0] });
  return undefined;
}
