/** The pieces of a figure that has been laid out. All lengths are in pixels of a picture at 1 ×. */
import type { Raster } from '../../mae/raster';

/** A picture, from its left upper corner. */
export interface PlacedPicture {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly raster: Raster;
}

/** One line of text, from the left end of its baseline. */
export interface PlacedText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly isBold: boolean;
}
