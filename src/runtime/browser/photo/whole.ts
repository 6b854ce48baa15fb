/**
 * Whether a file ends before its picture does. Some browsers refuse such a file, others fill what is missing with grey and say nothing. Behind the
 * picture there may be more.
 */
import { bytesOf } from './bytes';
import { BMP, GIF, JPEG, type Kind, PNG, WEBP } from './kind';

type Look = (file: Blob) => Promise<boolean>;

const PIECE = 1_048_576;
/** Of an animation only the first picture is shown; what is larger than this is taken for whole. */
const MOST_FIRST = 16 * PIECE;

/** Whether these bytes are somewhere behind `begin`: looked for from the end on, which is where they mostly are. */
async function holds(file: Blob, mark: readonly number[], begin: number): Promise<boolean> {
  const last = mark.length - 1;
  for (let end = file.size; end > begin; end -= PIECE) {
    const at = Math.max(begin, end - PIECE);
    // A little more, for a mark across the border.
    const bytes = new Uint8Array((await bytesOf(file, at, end - at + last)).buffer);
    for (let i = bytes.lastIndexOf(mark[last]); i >= last; i = bytes.lastIndexOf(mark[last], i - 1))
      if (mark.every((byte, k) => bytes[i - last + k] === byte)) return true;
  }
  return false;
}

/** "IEND" */
const pngIsWhole: Look = (file) => holds(file, [0x49, 0x45, 0x4e, 0x44], 8);

/** Where the compressed pixels begin: behind the last header, whose thumbnail may have an end of its own. */
async function scanOf(file: Blob): Promise<number> {
  let at = 2;
  for (let count = 0; count < 1000; count++) {
    const view = await bytesOf(file, at, 4);
    if (view.byteLength < 4 || view.getUint8(0) !== 0xff || view.getUint8(1) === 0xda) break;
    at += view.getUint8(1) === 0xff ? 1 : 2 + view.getUint16(2);
  }
  return at;
}

/** Compressed pixels never look like the mark of the end. */
const jpegIsWhole: Look = async (file) => holds(file, [0xff, 0xd9], await scanOf(file));

/** Blocks of up to 255 bytes, and one of none at the end of the first picture. https://www.w3.org/Graphics/GIF/spec-gif89a.txt */
const gifIsWhole: Look = async (file) => {
  const bytes = new Uint8Array((await bytesOf(file, 0, MOST_FIRST)).buffer);
  const tableLength = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let at = 13 + tableLength(bytes[10]);
  while (at < bytes.length) {
    const isPicture = bytes[at] === 0x2c;
    if (!isPicture && bytes[at] !== 0x21) return false;
    at += isPicture ? 11 + tableLength(bytes[at + 9]) : 2;
    while (at < bytes.length && bytes[at] !== 0) at += bytes[at] + 1;
    if (isPicture && at < bytes.length) return true;
    at++;
  }
  return file.size > MOST_FIRST;
};

/** Rows of whole words, unless they are compressed. */
const bmpIsWhole: Look = async (file) => {
  const view = await bytesOf(file, 0, 34);
  if (view.byteLength < 34) return false;
  const [width, height, bits] = [
    view.getInt32(18, true),
    Math.abs(view.getInt32(22, true)),
    view.getUint16(28, true),
  ];
  const isPlain = view.getUint32(14, true) >= 40 && [0, 3].includes(view.getUint32(30, true));
  return !isPlain || file.size >= view.getUint32(10, true) + Math.ceil((width * bits) / 32) * 4 * height;
};

/** The first lines say how long all of it is. */
const webpIsWhole: Look = async (file) => {
  const view = await bytesOf(file, 4, 4);
  return view.byteLength === 4 && file.size >= view.getUint32(0, true) + 8;
};

const looks = new Map<Kind, Look>([
  [PNG, pngIsWhole],
  [JPEG, jpegIsWhole],
  [GIF, gifIsWhole],
  [BMP, bmpIsWhole],
  [WEBP, webpIsWhole],
]);

/** True of other kinds as well, which no browser shows in part. Rejects if the file is gone. */
export const isWhole = async (file: Blob, kind: Kind): Promise<boolean> =>
  (await looks.get(kind)?.(file)) ?? true;
