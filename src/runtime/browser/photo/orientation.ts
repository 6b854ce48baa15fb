/**
 * How a picture is to be turned. Browsers do it themselves for JPEG, and some of them for PNG and WebP; which, a small picture of
 * each kind says.
 */
import { bytesOf, nameAt, type Part, pngChunks, webpChunks } from './bytes';
import { loadTrial, type Turn, UPRIGHT } from './image';
import { type Kind, PNG, WEBP } from './kind';

/** By the number that EXIF gives them, from 1 on. */
const turns: readonly Turn[] = [
  UPRIGHT,
  { isLying: false, matrix: (width) => [-1, 0, 0, 1, width, 0] },
  { isLying: false, matrix: (width, height) => [-1, 0, 0, -1, width, height] },
  { isLying: false, matrix: (_, height) => [1, 0, 0, -1, 0, height] },
  { isLying: true, matrix: () => [0, 1, 1, 0, 0, 0] },
  { isLying: true, matrix: (_, height) => [0, 1, -1, 0, height, 0] },
  { isLying: true, matrix: (width, height) => [0, -1, -1, 0, height, width] },
  { isLying: true, matrix: (width) => [0, -1, 1, 0, 0, width] },
];

const ORIENTATION_TAG = 0x112;
/** Of an EXIF record, in bytes: the tag stands near its beginning. */
const MOST_EXIF = 65_536;

/** In the first directory of a TIFF header, before which some writers put a name. */
function turnIn(exif: DataView): Turn {
  const first = exif.byteLength >= 6 && nameAt(exif, 0) === 'Exif' ? 6 : 0;
  if (exif.byteLength < first + 8) return UPRIGHT;
  const isLittle = exif.getUint8(first) === 0x49;
  const directory = first + exif.getUint32(first + 4, isLittle);
  if (exif.byteLength < directory + 2) return UPRIGHT;
  const count = exif.getUint16(directory, isLittle);
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + i * 12;
    if (exif.byteLength < entry + 12) break;
    if (exif.getUint16(entry, isLittle) !== ORIENTATION_TAG) continue;
    return turns[exif.getUint16(entry + 8, isLittle) - 1] ?? UPRIGHT;
  }
  return UPRIGHT;
}

async function recorded(file: Blob, parts: AsyncGenerator<Part>, name: string): Promise<Turn> {
  for await (const part of parts) {
    if (part.name !== name) continue;
    return turnIn(await bytesOf(file, part.at, Math.min(part.length, MOST_EXIF)));
  }
  return UPRIGHT;
}

const recordOf = (file: Blob, kind: Kind): Promise<Turn> | undefined => {
  if (kind === PNG) return recorded(file, pngChunks(file), 'eXIf');
  if (kind === WEBP) return recorded(file, webpChunks(file), 'EXIF');
  return undefined;
};

/** Pictures of 2 × 1 pixels that say they lie on their side. */
const LYING = new Map<Kind, string>([
  [
    PNG,
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAGmVYSWZNTQAqAAAACAABARIAAwAAAAEABgAAAAAAANZnS2kAAAAPSURBVHicY2BgYGBgYAAAAAcAAVchYhkAAAAASUVORK5CYII=',
  ],
  [
    WEBP,
    'UklGRk4AAABXRUJQVlA4WAoAAAAIAAAAAQAAAAAAVlA4TA4AAAAvAQAAAAcQEf0PRET/A0VYSUYaAAAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAA=',
  ],
]);

/** Whether this browser turns such pictures itself. */
const turnsItself = new Map<Kind, Promise<boolean>>();

function isTurned(kind: Kind, base64: string): Promise<boolean> {
  const known =
    turnsItself.get(kind) ?? loadTrial(base64, kind.type).then((image) => image.naturalWidth === 1);
  turnsItself.set(kind, known);
  return known;
}

/** How a file is still to be turned after this browser has decoded it. */
export async function turnLeft(file: Blob, kind: Kind): Promise<Turn> {
  const lying = LYING.get(kind);
  if (!lying || (await isTurned(kind, lying))) return UPRIGHT;
  return (await recordOf(file, kind)) ?? UPRIGHT;
}
