/** What is said of a file that does not become a picture: what was found, and what to do. */
import { said, type Words } from '../../../words/said';
import { Sentence } from '../../message';
import type { Kind } from './kind';
import type { Size } from './size';

/** A gigabyte when it is unfolded; the largest sensors of telephones have 200 million. */
const MOST_PIXELS = 250_000_000;
const MOST_BYTES = 500_000_000;

/** A sentence about a file that does not become a picture. */
export class UnreadablePhoto extends Sentence {
  override name = 'UnreadablePhoto';
}

export const empty = (name: Words): Error => new UnreadablePhoto(said('photo.empty', { name }));

export const gone = (name: Words): Error => new UnreadablePhoto(said('photo.gone', { name }));

/** Of what is no photograph anywhere, and of kinds that this browser does not know. */
export function foreign(name: Words, kind: Kind | undefined): Error {
  if (!kind) return new UnreadablePhoto(said('photo.noPicture', { name }));
  const key = kind.isPhotograph ? 'photo.unknownToBrowser' : 'photo.noPhotograph';
  return new UnreadablePhoto(said(key, { name, kind: said(kind.words) }));
}

/** Of a kind that every browser knows. */
export const damaged = (name: Words, { words }: Kind): Error =>
  new UnreadablePhoto(said('photo.damaged', { name, kind: said(words) }));

export const unread = (name: Words, why: Words): Error =>
  new UnreadablePhoto(said('photo.unread', { name, why }));

export const late = (name: Words, seconds: number): Error =>
  new UnreadablePhoto(said('photo.late', { name, seconds }));

/** Throws if the file is larger than any photograph. */
export function checkBytes(name: Words, bytes: number): void {
  if (bytes <= MOST_BYTES) return;
  const megabytes = Math.ceil(bytes / 1e6);
  throw new UnreadablePhoto(said('photo.tooManyBytes', { name, megabytes, most: MOST_BYTES / 1e6 }));
}

/** Throws if there are more pixels than memory for them. */
export function checkPixels(name: Words, { width, height }: Size): void {
  if (width * height <= MOST_PIXELS) return;
  const megapixels = Math.ceil((width * height) / 1e6);
  throw new UnreadablePhoto(
    said('photo.tooManyPixels', { name, width, height, megapixels, most: MOST_PIXELS / 1e6 }),
  );
}
