/** Which square of a photograph the model sees. */

export interface Crop {
  /** Where the square's centre lies, as a fraction of the width, 0 … 1; kept inside the picture. */
  readonly x: number;
  /** Where the square's centre lies, as a fraction of the height, 0 … 1; kept inside the picture. */
  readonly y: number;
  /** 1 is the largest square that fits; 2 is half its side. */
  readonly zoom: number;
}

/** A square of whole pixels inside a picture. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly size: number;
}

export const MAX_ZOOM = 4;

/** The largest square in the middle. */
export const CENTRE_CROP: Crop = { x: 0.5, y: 0.5, zoom: 1 };

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/** The square of whole pixels that `crop` asks for, moved and shrunk as needed to lie inside `width` × `height`. */
export function cropBox(width: number, height: number, crop: Crop): Box {
  const size = Math.max(1, Math.round(Math.min(width, height) / clamp(crop.zoom, 1, MAX_ZOOM)));
  const place = (length: number, centre: number): number =>
    clamp(Math.floor(length * centre - size / 2), 0, length - size);
  return { left: place(width, crop.x), top: place(height, crop.y), size };
}

/** The same crop with its centre where the square can really be, so that no movement is lost at an edge. */
export function settleCrop(width: number, height: number, crop: Crop): Crop {
  const zoom = clamp(crop.zoom, 1, MAX_ZOOM);
  const half = Math.min(width, height) / zoom / 2;
  return {
    x: clamp(crop.x, half / width, 1 - half / width),
    y: clamp(crop.y, half / height, 1 - half / height),
    zoom,
  };
}
