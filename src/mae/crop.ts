/** Which part of a photograph the model sees: a rectangle of the proportions that its pictures have, mostly a square. */
import { clamp } from './clamp';

export interface Crop {
  /** Where the centre lies, as a fraction of the width, 0 … 1; the whole is kept inside the picture. */
  readonly x: number;
  /** Where the centre lies, as a fraction of the height, 0 … 1. */
  readonly y: number;
  /** 1 is the largest that fits; 2 has half its sides. */
  readonly zoom: number;
}

/** A rectangle of whole pixels inside a picture. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A width and a height. */
export type Size = Pick<Box, 'width' | 'height'>;

/** Of a picture whose lengths are fractions of its own sides. */
export const UNIT: Size = { width: 1, height: 1 };

export const MAX_ZOOM = 4;

/** The largest in the middle. */
export const CENTRE_CROP: Crop = { x: 0.5, y: 0.5, zoom: 1 };

/** The sides of the part at a zoom, in pixels of the picture, of the proportions of `like`. */
export function cropSides({ width, height }: Size, zoom: number, like: Size): Size {
  const aspect = like.width / like.height;
  const within = clamp(zoom, 1, MAX_ZOOM);
  return {
    width: Math.min(width, height * aspect) / within,
    height: Math.min(height, width / aspect) / within,
  };
}

/** The whole pixels that `crop` asks for, of the proportions of `like`, moved and shrunk as needed to lie inside `picture`. */
export function cropBox(picture: Size, crop: Crop, like: Size): Box {
  const sides = cropSides(picture, crop.zoom, like);
  const [width, height] = [sides.width, sides.height].map((side) => Math.max(1, Math.round(side)));
  const place = (length: number, side: number, centre: number): number =>
    clamp(Math.floor(length * centre - side / 2), 0, length - side);
  return {
    left: place(picture.width, width, crop.x),
    top: place(picture.height, height, crop.y),
    width,
    height,
  };
}

/** How far from the edges the centre of a crop can be, as fractions of the width and of the height. */
export function cropMargin(picture: Size, zoom: number, like: Size): { x: number; y: number } {
  const { width, height } = cropSides(picture, zoom, like);
  return { x: width / 2 / picture.width, y: height / 2 / picture.height };
}

/** The same crop with its centre where it can really be, so that no movement is lost at an edge. */
export function settleCrop(picture: Size, crop: Crop, like: Size): Crop {
  const margin = cropMargin(picture, crop.zoom, like);
  return {
    x: clamp(crop.x, margin.x, 1 - margin.x),
    y: clamp(crop.y, margin.y, 1 - margin.y),
    zoom: clamp(crop.zoom, 1, MAX_ZOOM),
  };
}
