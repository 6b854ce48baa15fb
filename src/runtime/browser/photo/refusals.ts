/** What is said of a file that does not become a picture: what was found, and what to do. */
import type { Kind } from './kind';
import type { Size } from './size';

/** A gigabyte when it is unfolded; the largest sensors of telephones have 200 million. */
const MOST_PIXELS = 250_000_000;
const MOST_BYTES = 500_000_000;

const FORMATS = 'JPEG, PNG, WebP, AVIF or GIF';

const grouped = (value: number): string => Math.ceil(value).toLocaleString('en');

/** The message is a sentence for the person. */
export class UnreadablePhoto extends Error {
  override name = 'UnreadablePhoto';
}

export const empty = (name: string): Error =>
  new UnreadablePhoto(`“${name}” is empty. Choose a photograph that has something in it.`);

export const gone = (name: string): Error =>
  new UnreadablePhoto(
    `“${name}” can no longer be read: it was moved, changed or deleted after it was chosen, or may not be opened. Choose it again.`,
  );

/** Of what is no photograph anywhere, and of kinds that this browser does not know. */
export function foreign(name: string, kind: Kind | undefined): Error {
  if (!kind)
    return new UnreadablePhoto(`“${name}” is not a picture this browser can read. Choose a ${FORMATS} file.`);
  return new UnreadablePhoto(
    kind.isPhotograph
      ? `“${name}” is ${kind.words}, which this browser cannot read. Export it as JPEG or PNG.`
      : `“${name}” is ${kind.words}, not a photograph. Choose a ${FORMATS} file.`,
  );
}

/** Of a kind that every browser knows. */
export const damaged = (name: string, { words }: Kind): Error =>
  new UnreadablePhoto(
    `“${name}” is ${words} that cannot be read: it may be damaged or cut short. Choose another, or save it anew.`,
  );

export const unread = (name: string, why: string): Error =>
  new UnreadablePhoto(`“${name}” cannot be read: ${why}. Then choose it again.`);

export const late = (name: string, seconds: number): Error =>
  new UnreadablePhoto(`“${name}” could not be opened within ${seconds} seconds. Choose a smaller one.`);

/** Throws if the file is larger than any photograph. */
export function checkBytes(name: string, bytes: number): void {
  if (bytes <= MOST_BYTES) return;
  throw new UnreadablePhoto(
    `“${name}” has ${grouped(bytes / 1e6)} MB. At most ${MOST_BYTES / 1e6} MB can be opened; reduce it first.`,
  );
}

/** Throws if there are more pixels than memory for them. */
export function checkPixels(name: string, { width, height }: Size): void {
  if (width * height <= MOST_PIXELS) return;
  throw new UnreadablePhoto(
    `“${name}” has ${grouped(width)} × ${grouped(height)} pixels, which is ${grouped((width * height) / 1e6)} megapixels. At most ${MOST_PIXELS / 1e6} can be opened; reduce it first.`,
  );
}
