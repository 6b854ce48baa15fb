/** Which square of a photograph the model sees. */
import { clamp } from './clamp';

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

/** The square of whole pixels that `crop` asks for, moved and shrunk as needed to lie inside `width` × `height`. */
export function cropBox(width: number, height: number, crop: Crop): Box {
  const size = Math.max(1, Math.round(Math.min(width, height) / clamp(crop.zoom, 1, MAX_ZOOM)));
  const place = (length: number, centre: number): number =>
    clamp(Math.floor(length * centre - size / 2), 0, length - size);
  return { left: place(width, crop.x), top: place(height, crop.y), size };
}

/** How far from the edges the centre of a crop can be, as fractions of the width and of the height. */
export function cropMargin(width: number, height: number, zoom: number): { x: number; y: number } {
  const half = Math.min(width, height) / clamp(zoom, 1, MAX_ZOOM) / 2;
  return { x: half / width, y: half / height };
}

/** The same crop with its centre where the square can really be, so that no movement is lost at an edge. */
export function settleCrop(width: number, height: number, crop: Crop): Crop {
  const margin = cropMargin(width, height, crop.zoom);
  return {
    x: clamp(crop.x, margin.x, 1 - margin.x),
    y: clamp(crop.y, margin.y, 1 - margin.y),
    zoom: clamp(crop.zoom, 1, MAX_ZOOM),
  };
}
