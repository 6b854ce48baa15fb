/** The browser's own decoder, and what it draws. */

/** Rejects if this browser cannot read it as a picture. What the file is, its type alone says. */
export async function loadImage(file: Blob): Promise<HTMLImageElement> {
  const image = new Image();
  const url = URL.createObjectURL(file);
  try {
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = reject;
      image.src = url;
    });
  } finally {
    URL.revokeObjectURL(url);
  }
  return image;
}

/** A small picture to try this browser with. */
export const loadTrial = (base64: string, type = ''): Promise<HTMLImageElement> =>
  loadImage(new Blob([Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0))], { type }));

/** How a picture as it is stored gets to where it belongs. */
export interface Turn {
  /** Width and height change places. */
  readonly isLying: boolean;
  /** For a picture of `width` × `height`, as `setTransform` has it. */
  readonly matrix: (
    width: number,
    height: number,
  ) => readonly [number, number, number, number, number, number];
}

export const UPRIGHT: Turn = { isLying: false, matrix: () => [1, 0, 0, 1, 0, 0] };

/** On white: reduced to `width` × `height`, then turned. */
export async function drawImage(
  image: HTMLImageElement,
  { width, height }: { readonly width: number; readonly height: number },
  { matrix, isLying } = UPRIGHT,
): Promise<HTMLCanvasElement> {
  const shrunk = width < image.naturalWidth || height < image.naturalHeight;
  const bitmap = await createImageBitmap(
    image,
    shrunk ? { resizeWidth: width, resizeHeight: height, resizeQuality: 'high' } : {},
  );
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = isLying ? [height, width] : [width, height];
  const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.setTransform(...matrix(width, height));
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas;
}
