/** Pieces of a file, and the numbers in them. */

/** Up to `length` bytes from `at` on, fewer at the end of the file. Rejects with the browser's error if the file is gone. */
export const bytesOf = async (file: Blob, at: number, length: number): Promise<DataView<ArrayBuffer>> =>
  new DataView(await file.slice(at, at + length).arrayBuffer());

/** Four characters, as most formats name their parts. */
export const nameAt = (view: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));

export interface Part {
  readonly name: string;
  /** Of what is in it, in bytes from the beginning of the file. */
  readonly at: number;
  readonly length: number;
}

/** Parts that are looked at: what is looked for stands among the first. */
const MOST_PARTS = 1000;

/** The parts of a file that is cut into such, from `at` on; `read` gives the part that a header of 16 bytes announces, and the next place. */
async function* partsOf(
  file: Blob,
  at: number,
  read: (header: DataView, at: number) => { part: Part; next: number },
): AsyncGenerator<Part> {
  for (let count = 0; count < MOST_PARTS && at + 8 <= file.size; count++) {
    const header = await bytesOf(file, at, 16);
    if (header.byteLength < 8) return;
    const { part, next } = read(header, at);
    yield part;
    if (next <= at) return;
    at = next;
  }
}

/** https://www.w3.org/TR/png-3/#5Chunk-layout */
export const pngChunks = (file: Blob): AsyncGenerator<Part> =>
  partsOf(file, 8, (header, at) => {
    const length = header.getUint32(0);
    return { part: { name: nameAt(header, 4), at: at + 8, length }, next: at + 12 + length };
  });

/** https://developers.google.com/speed/webp/docs/riff_container */
export const webpChunks = (file: Blob): AsyncGenerator<Part> =>
  partsOf(file, 12, (header, at) => {
    const length = header.getUint32(4, true);
    return { part: { name: nameAt(header, 0), at: at + 8, length }, next: at + 8 + length + (length & 1) };
  });

/** Of HEIC and AVIF: ISO/IEC 14496-12, 4.2. A length of 0 is all that is left, one of 1 stands behind the name in 64 bits. */
const boxes = (file: Blob): AsyncGenerator<Part> =>
  partsOf(file, 0, (header, at) => {
    const short = header.getUint32(0);
    const isLong = short === 1 && header.byteLength === 16;
    const whole = isLong ? Number(header.getBigUint64(8)) : short || file.size - at;
    const skip = isLong ? 16 : 8;
    return { part: { name: nameAt(header, 4), at: at + skip, length: whole - skip }, next: at + whole };
  });

/** Of the box that describes the pictures in an HEIC or AVIF file, in bytes. */
const MOST_META = 1_048_576;

/** That box. ISO/IEC 14496-12, 8.11.1 */
export async function metaOf(file: Blob): Promise<DataView<ArrayBuffer> | undefined> {
  for await (const { name, at, length } of boxes(file))
    if (name === 'meta') return bytesOf(file, at, Math.min(length, MOST_META));
  return undefined;
}
