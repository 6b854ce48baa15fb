/** What a file is, by its first bytes. Neither its name nor the type that the system gives it is believed. */
import type { Phrase } from '../../../words/said';

export interface Kind {
  /** With its article, as in a sentence. */
  readonly words: Phrase;
  /** Where some browser can read it as a picture. No other type is ever handed to one, least of all SVG, which is a program. */
  readonly type?: string;
  readonly isPhotograph?: true;
  /** All browsers read it. */
  readonly isCommon?: true;
}

const common = (words: Phrase, type: string): Kind => ({ words, type, isPhotograph: true, isCommon: true });
const rare = (words: Phrase, type?: string): Kind => ({ words, type, isPhotograph: true });

export const JPEG = common('photo.jpeg', 'image/jpeg');
export const PNG = common('photo.png', 'image/png');
export const GIF = common('photo.gif', 'image/gif');
export const WEBP = common('photo.webp', 'image/webp');
export const BMP = common('photo.bmp', 'image/bmp');
export const ICO = common('photo.ico', 'image/x-icon');
export const AVIF = common('photo.avif', 'image/avif');
export const HEIC = rare('photo.heic', 'image/heic');
const JXL = rare('photo.jxl', 'image/jxl');
const JPEG_2000 = rare('photo.jpeg2000', 'image/jp2');
const TIFF = rare('photo.tiff', 'image/tiff');
const RAW = rare('photo.raw');
const PSD = rare('photo.photoshop');
const SVG: Kind = { words: 'photo.svg' };
const GZIP: Kind = { words: 'photo.gzip' };
const WEB_PAGE: Kind = { words: 'photo.webPage' };
const VIDEO: Kind = { words: 'photo.video' };

/** The first characters of a file, each byte one; a dot stands for any byte. The first line that fits decides. */
const beginnings: readonly (readonly [string, Kind])[] = [
  ['\xff\xd8\xff', JPEG],
  ['\x89PNG\r\n\x1a\n', PNG],
  ['GIF87a', GIF],
  ['GIF89a', GIF],
  ['RIFF....WEBP', WEBP],
  ['RIFF....AVI ', VIDEO],
  ['RIFF....WAVE', { words: 'photo.sound' }],
  ['\0\0\x01\0', ICO],
  ['\0\0\x02\0', ICO],
  ['\xff\x0a', JXL],
  ['\0\0\0\x0cJXL \r\n\x87\n', JXL],
  ['\0\0\0\x0cjP  \r\n\x87\n', JPEG_2000],
  ['\xff\x4f\xff\x51', JPEG_2000],
  ['II\x2a\0....CR', RAW],
  ['IIU\0', RAW],
  ['IIRO', RAW],
  ['IIRS', RAW],
  ['FUJIFILMCCD-RAW', RAW],
  ['FOVb', RAW],
  ['II\x2a\0', TIFF],
  ['II\x2b\0', TIFF],
  ['MM\0\x2a', TIFF],
  ['MM\0\x2b', TIFF],
  ['8BPS', PSD],
  ['%PDF-', { words: 'photo.pdf' }],
  ['\x1a\x45\xdf\xa3', VIDEO],
  ['\0\0\x01\xba', VIDEO],
  ['PK\x03\x04', { words: 'photo.zip' }],
  ['\x1f\x8b', GZIP],
  ['BM', BMP],
];

/** Of the boxes that HEIC, AVIF and films are made of, by the brands that they list. */
const brands: readonly (readonly [RegExp, Kind])[] = [
  [/^avi[fs]$/, AVIF],
  [/^(hei[cxms]|hev[cxms])$/, HEIC],
  [/^crx $/, RAW],
  [/^(mif1|msf1)$/, HEIC],
];

/** Raw files that are TIFF inside. */
const RAW_NAME = /\.(3fr|arw|cr2|dcr|dng|erf|iiq|k25|kdc|mef|mos|mrw|nef|nrw|orf|pef|raw|rw2|sr2|srf|srw)$/i;

/** Packed, or with more in front than is looked at. */
const DRAWING_NAME = /\.svgz?$/i;

/** As much of a file's beginning as is looked at, in bytes. */
export const HEAD = 4096;

const latin = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

const fits = (text: string, beginning: string): boolean =>
  text.length >= beginning.length &&
  [...beginning].every((character, i) => character === '.' || character === text[i]);

function kindOfBoxes(text: string): Kind {
  const end = Math.min(text.charCodeAt(2) * 256 + text.charCodeAt(3), text.length, 256);
  const listed = [text.slice(8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) listed.push(text.slice(at, at + 4));
  return brands.find(([brand]) => listed.some((one) => brand.test(one)))?.[1] ?? VIDEO;
}

/** The name of the first element, or the one that the document type announces, if this is markup in whatever encoding. */
function firstElement(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const isWide = first === 0 || second === 0 || first >= 0xfe;
  const encoding = !isWide ? 'utf-8' : first === 0 || first === 0xfe ? 'utf-16be' : 'utf-16le';
  const bare = new TextDecoder(encoding).decode(bytes).replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '');
  return /^\s*<(?:!doctype\s+)?([\w:.-]+)/i.exec(bare)?.[1].toLowerCase();
}

/** By the first `HEAD` bytes of a file, or all of a shorter one; undefined for what is nothing of the sort. */
export function kindOf(head: Uint8Array, name: string): Kind | undefined {
  const text = latin(head.subarray(0, 256));
  if (text.slice(4, 8) === 'ftyp') return kindOfBoxes(text);
  const kind = beginnings.find(([beginning]) => fits(text, beginning))?.[1];
  if (kind === TIFF && RAW_NAME.test(name)) return RAW;
  if (kind === GZIP && DRAWING_NAME.test(name)) return SVG;
  if (kind) return kind;
  const element = firstElement(head);
  if (element?.split(':').at(-1) === 'svg' || DRAWING_NAME.test(name)) return SVG;
  return element === 'html' ? WEB_PAGE : undefined;
}
