/** Turns a file into pixels with the browser's own decoder. The file stays in this page. */
import type { Raster } from '../../mae/raster';
import { isSaid, type Said, said, type Words } from '../../words/said';
import { messageOf } from '../message';
import { breathe } from './breathe';
import { asStill, transparencyNote } from './photo/avif';
import { drawImage, loadImage } from './photo/image';
import { HEAD, type Kind, kindOf } from './photo/kind';
import { turnLeft } from './photo/orientation';
import {
  checkBytes,
  checkPixels,
  damaged,
  empty,
  foreign,
  gone,
  late,
  UnreadablePhoto,
  unread,
} from './photo/refusals';
import { sizeOf } from './photo/size';
import { isWhole } from './photo/whole';
import { readBack } from './readBack';

/** The short side of the pixels kept: enough for 224 pixels at the closest zoom, small enough to follow a hand. */
const KEPT_SHORT_SIDE = 1024;
const KEPT_PIXELS = 4_000_000;
/** Canvases longer than this are refused by some browsers. */
const KEPT_LONG_SIDE = 16_384;

const PATIENCE_MS = 60_000;

export interface DecodedPhoto extends Raster {
  /** In pixels, upright, before a large one was reduced. */
  readonly full: { readonly width: number; readonly height: number };
  /** What a person should know of these pixels: sentences. */
  readonly notes: readonly Said[];
}

/** For files that the system gives no type, as Windows does with newer formats. */
const PICTURE_NAME = /\.(avif|bmp|gif|heic|heif|jfif|jpe?g|jxl|png|tiff?|webp)$/i;

/** By its type, or by its name where it has none. */
export const isPicture = ({ type, name }: { readonly type: string; readonly name: string }): boolean =>
  type ? type.startsWith('image/') : PICTURE_NAME.test(name);

/** The size at which a `width` × `height` picture is kept: never enlarged, proportions kept to the nearest pixel. */
export function keptSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(
    1,
    KEPT_SHORT_SIDE / Math.min(width, height),
    KEPT_LONG_SIDE / Math.max(width, height),
    Math.sqrt(KEPT_PIXELS / (width * height)),
  );
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The file's first bytes; throws if it is gone. Its size is 0 then, and a piece of nothing would be no error, but all of it is. */
const headOf = async (file: Blob, name: Words): Promise<Uint8Array> => {
  const reading = file.size === 0 ? file.arrayBuffer() : file.slice(0, HEAD).arrayBuffer();
  return new Uint8Array(
    await reading.catch(() => {
      throw gone(name);
    }),
  );
};

/** What the file is, if it is for a browser to read, not too large for it, and all there. */
async function recognise(file: Blob, name: Words): Promise<Kind> {
  checkBytes(name, file.size);
  const head = await headOf(file, name);
  if (head.length === 0) throw empty(name);
  const kind = kindOf(head, isSaid(name) ? '' : name);
  if (!kind?.type) throw foreign(name, kind);
  const size = await sizeOf(file, kind);
  if (size) checkPixels(name, size);
  if (!(await isWhole(file, kind))) throw damaged(name, kind);
  return kind;
}

async function open(file: Blob, kind: Kind, name: Words): Promise<HTMLImageElement> {
  const typed = file.slice(0, file.size, kind.type);
  const still = await asStill(typed, kind);
  const image = await (still ? loadImage(still).catch(() => loadImage(typed)) : loadImage(typed)).catch(
    async () => {
      await headOf(file, name);
      throw kind.isCommon ? damaged(name, kind) : foreign(name, kind);
    },
  );
  checkPixels(name, { width: image.naturalWidth, height: image.naturalHeight });
  return image;
}

async function decode(file: Blob, name: Words): Promise<DecodedPhoto> {
  const kind = await recognise(file, name);
  const image = await open(file, kind, name);
  const stored = { width: image.naturalWidth, height: image.naturalHeight };
  const turn = await turnLeft(file, kind);
  const canvas = await drawImage(image, keptSize(stored.width, stored.height), turn).catch(() => {
    throw damaged(name, kind);
  });
  await breathe();
  const { data, noise } = await readBack(canvas).catch((error) => {
    throw unread(name, messageOf(error));
  });
  await breathe();
  const notes = [
    noise > 0 ? said('photo.noise', { levels: noise }) : undefined,
    await transparencyNote(file, kind),
  ].filter((note) => note !== undefined);
  return {
    width: canvas.width,
    height: canvas.height,
    data,
    full: turn.isLying ? { width: stored.height, height: stored.width } : stored,
    notes,
  };
}

/** What the browser calls it when a file goes away while it is read. */
const isGone = (error: unknown): boolean =>
  error instanceof DOMException && ['NotFoundError', 'NotReadableError'].includes(error.name);

/**
 * The picture as opaque sRGB bytes: upright as its EXIF data say, transparency composited on white, colours converted,
 * a large one reduced to about a megapixel, a small one exactly as it is; of an animation the first picture. Throws UnreadablePhoto.
 */
export async function decodePhoto(file: Blob, name: Words): Promise<DecodedPhoto> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late(name, PATIENCE_MS / 1000)), PATIENCE_MS);
  });
  try {
    return await Promise.race([decode(file, name), patience]);
  } catch (error) {
    if (error instanceof UnreadablePhoto) throw error;
    throw isGone(error) ? gone(name) : foreign(name, undefined);
  } finally {
    clearTimeout(timer);
  }
}

/** Fetches one of the page's own pictures and decodes it. Throws UnreadablePhoto. */
export async function fetchPhoto(url: string, name: Words): Promise<DecodedPhoto> {
  const response = await fetch(url).catch(() => undefined);
  if (!response?.ok) {
    throw new UnreadablePhoto(said('photo.notFetched', { name }));
  }
  return decodePhoto(await response.blob(), name);
}
