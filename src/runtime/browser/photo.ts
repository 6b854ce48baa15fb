/** Turns a file into pixels with the browser's own decoder. The file stays in this page. */
import type { Raster } from '../../mae/raster';

/** The short side of the pixels kept: enough for 224 pixels at the closest zoom, small enough to follow a hand. */
const KEPT_SHORT_SIDE = 1024;
const KEPT_PIXELS = 4_000_000;
/** Canvases longer than this are refused by some browsers. */
const KEPT_LONG_SIDE = 16_384;

export interface DecodedPhoto extends Raster {
  /** In pixels, upright, before a large one was reduced. */
  readonly full: { readonly width: number; readonly height: number };
}

/** The message is a sentence for the person. */
class UnreadablePhoto extends Error {
  override name = 'UnreadablePhoto';
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

async function openImage(file: Blob, name: string): Promise<HTMLImageElement> {
  if (file.size === 0)
    throw new UnreadablePhoto(`“${name}” is empty. Choose a photograph that has something in it.`);
  const image = new Image();
  const url = URL.createObjectURL(file);
  try {
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = reject;
      image.src = url;
    });
  } catch {
    throw new UnreadablePhoto(
      `“${name}” is not a picture this browser can read. Choose a JPEG, PNG, WebP, AVIF or GIF file.`,
    );
  } finally {
    URL.revokeObjectURL(url);
  }
  if (image.naturalWidth === 0)
    throw new UnreadablePhoto(`“${name}” has no size of its own. Choose a photograph.`);
  return image;
}

/**
 * The picture as opaque sRGB bytes: upright as its EXIF data say, transparency composited on white, colours converted,
 * a large one reduced to about a megapixel, a small one exactly as it is. Throws UnreadablePhoto.
 */
export async function decodePhoto(file: Blob, name: string): Promise<DecodedPhoto> {
  const image = await openImage(file, name);
  try {
    return await readPixels(image);
  } catch {
    throw new UnreadablePhoto(
      `“${name}” could not be decoded; the file may be damaged or too large. Choose another.`,
    );
  }
}

async function readPixels(image: HTMLImageElement): Promise<DecodedPhoto> {
  const full = { width: image.naturalWidth, height: image.naturalHeight };
  const { width, height } = keptSize(full.width, full.height);
  const shrunk = width < full.width || height < full.height;
  const bitmap = await createImageBitmap(
    image,
    shrunk ? { resizeWidth: width, resizeHeight: height, resizeQuality: 'high' } : {},
  );
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, data: data as Uint8ClampedArray<ArrayBuffer>, full };
}

/** Fetches one of the page's own pictures and decodes it. Throws UnreadablePhoto. */
export async function fetchPhoto(url: string, name: string): Promise<Raster> {
  const response = await fetch(url).catch(() => undefined);
  if (!response?.ok) {
    throw new UnreadablePhoto(`“${name}” could not be fetched. Check the connection and choose it again.`);
  }
  return decodePhoto(await response.blob(), name);
}
