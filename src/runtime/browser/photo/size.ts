/**
 * How many pixels a picture says it has, by its first bytes: a file of a few kilobytes can unfold to gigabytes, and the time to
 * refuse it is before it is decoded.
 */
import { bytesOf, metaOf, nameAt, webpChunks } from './bytes';
import { AVIF, BMP, GIF, HEIC, ICO, JPEG, type Kind, PNG, WEBP } from './kind';

export interface Size {
  readonly width: number;
  readonly height: number;
}

type Find = (file: Blob) => Promise<Size | undefined>;

/** An honest file has some tens. */
const MOST_SEGMENTS = 1000;
/** "ispe", which a size stands behind. */
const ISPE = 0x69737065;

/** In the segment that begins a frame: ITU-T T.81, annex B. */
const ofJpeg: Find = async (file) => {
  let at = 2;
  for (let count = 0; count < MOST_SEGMENTS; count++) {
    const view = await bytesOf(file, at, 9);
    if (view.byteLength < 9 || view.getUint8(0) !== 0xff) return undefined;
    const marker = view.getUint8(1);
    // Tables and arithmetic conditioning have numbers among those of frames.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: view.getUint16(5), width: view.getUint16(7) };
    // Any number of 0xff may stand before a marker.
    at += marker === 0xff ? 1 : 2 + view.getUint16(2);
  }
  return undefined;
};

const ofPng: Find = async (file) => {
  const view = await bytesOf(file, 12, 12);
  if (view.byteLength < 12 || nameAt(view, 0) !== 'IHDR') return undefined;
  return { width: view.getUint32(4), height: view.getUint32(8) };
};

const ofGif: Find = async (file) => {
  const view = await bytesOf(file, 6, 4);
  if (view.byteLength < 4) return undefined;
  return { width: view.getUint16(0, true), height: view.getUint16(2, true) };
};

const ofBmp: Find = async (file) => {
  const view = await bytesOf(file, 14, 12);
  if (view.byteLength < 12) return undefined;
  // The oldest kind of header has short numbers; in the others a negative height is that of rows from top to bottom.
  if (view.getUint32(0, true) === 12)
    return { width: view.getUint16(4, true), height: view.getUint16(6, true) };
  return { width: Math.abs(view.getInt32(4, true)), height: Math.abs(view.getInt32(8, true)) };
};

const ofWebp: Find = async (file) => {
  for await (const { name, at } of webpChunks(file)) {
    const view = await bytesOf(file, at, 10);
    if (view.byteLength < (name === 'VP8L' ? 5 : 10)) return undefined;
    const long = (byte: number): number => view.getUint16(byte, true) + (view.getUint8(byte + 2) << 16);
    if (name === 'VP8X') return { width: long(4) + 1, height: long(7) + 1 };
    if (name === 'VP8 ')
      return { width: view.getUint16(6, true) & 0x3fff, height: view.getUint16(8, true) & 0x3fff };
    if (name === 'VP8L') {
      const bits = view.getUint32(1, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
  }
  return undefined;
};

const area = (size: Size | undefined): number => (size ? size.width * size.height : 0);

/** The largest of the pictures in it: there are thumbnails and tiles as well. ISO/IEC 23008-12, 6.5.3 */
const ofBoxes: Find = async (file) => {
  const view = await metaOf(file);
  let largest: Size | undefined;
  for (let i = 0; view && i + 16 <= view.byteLength; i++) {
    if (view.getUint32(i) !== ISPE) continue;
    const size = { width: view.getUint32(i + 8), height: view.getUint32(i + 12) };
    if (area(size) > area(largest)) largest = size;
  }
  return largest;
};

/** An icon is small, unless it is a PNG with another header. */
const ofIcon: Find = async (file) => {
  const count = Math.min((await bytesOf(file, 4, 2)).getUint16(0, true), 64);
  const entries = await bytesOf(file, 6, count * 16);
  const sizes: Size[] = [];
  for (let i = 0; i + 16 <= entries.byteLength; i += 16) {
    const size = await ofPng(file.slice(entries.getUint32(i + 12, true)));
    if (size) sizes.push(size);
  }
  return sizes.sort((a, b) => area(b) - area(a))[0];
};

const finders = new Map<Kind, Find>([
  [JPEG, ofJpeg],
  [PNG, ofPng],
  [GIF, ofGif],
  [BMP, ofBmp],
  [WEBP, ofWebp],
  [AVIF, ofBoxes],
  [HEIC, ofBoxes],
  [ICO, ofIcon],
]);

/** Undefined where the file does not say it, or not in a way that is looked at. Rejects if the file is gone. */
export const sizeOf = async (file: Blob, kind: Kind): Promise<Size | undefined> => finders.get(kind)?.(file);
