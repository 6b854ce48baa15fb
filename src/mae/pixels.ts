/** Between bytes and what a model sees: pixels minus a mean, ImageNet's mostly, over a deviation. */
import type { Geometry } from './geometry';
import { blankRaster, type Raster } from './raster';

/** Which of a model's channels the red, the green and the blue of a picture are. */
export type Bands = readonly [red: number, green: number, blue: number];

export interface Normalisation {
  /** [C] of pixels in 0 … 1. */
  readonly mean: readonly number[];
  readonly std: readonly number[];
  /** The first three channels, or as many as there are, where it is left out. */
  readonly bands?: Bands;
}

/** Of grey pictures all three are the one channel. */
export const bandsOf = ({ mean, bands }: Normalisation): Bands =>
  bands ?? [0, Math.min(1, mean.length - 1), Math.min(2, mean.length - 1)];

/**
 * An opaque picture [H, W, RGBA] to normalised numbers [H · W · C]. What a picture has no colour for is 0, which is its mean; of channels
 * that have several colours the last counts.
 */
export function normalise({ width, height, data }: Raster, normalisation: Normalisation): Float32Array {
  const { mean, std } = normalisation;
  const bands = bandsOf(normalisation);
  // There are no more than 256 levels of each colour.
  const tables = bands.map((channel) => {
    const table = new Float32Array(256);
    for (let level = 0; level < 256; level++) table[level] = (level / 255 - mean[channel]) / std[channel];
    return table;
  });
  const [red, green, blue] = tables;
  const [r, g, b] = bands;
  const channels = mean.length;
  const image = new Float32Array(width * height * channels);
  for (let to = 0, from = 0; to < image.length; to += channels, from += 4) {
    image[to + r] = red[data[from]];
    image[to + g] = green[data[from + 1]];
    image[to + b] = blue[data[from + 2]];
  }
  return image;
}

/** Normalised numbers [H · W · C] to a picture; what lies outside 0 … 1 is clamped, the rest rounded to the nearest byte. */
export function denormalise(
  image: Float32Array,
  { width, height }: Pick<Geometry, 'width' | 'height'>,
  normalisation: Normalisation,
): Raster {
  const { mean, std } = normalisation;
  const [r, g, b] = bandsOf(normalisation);
  const channels = mean.length;
  const raster = blankRaster(width, height);
  const { data } = raster;
  const [meanR, meanG, meanB] = [mean[r], mean[g], mean[b]];
  const [stdR, stdG, stdB] = [std[r], std[g], std[b]];
  // A clamped array clamps and rounds by itself.
  for (let from = 0, to = 0; from < image.length; from += channels, to += 4) {
    data[to] = (image[from + r] * stdR + meanR) * 255;
    data[to + 1] = (image[from + g] * stdG + meanG) * 255;
    data[to + 2] = (image[from + b] * stdB + meanB) * 255;
  }
  return raster;
}

/**
 * The picture in grey, as Pillow's mode L has it: luma of ITU-R BT.601 in integers of 16 bits behind the point.
 */
export function inGrey({ width, height, data }: Raster): Raster {
  const grey = blankRaster(width, height);
  for (let at = 0; at < data.length; at += 4) {
    const luma = (data[at] * 19595 + data[at + 1] * 38470 + data[at + 2] * 7471 + 0x8000) >> 16;
    grey.data.fill(luma, at, at + 3);
  }
  return grey;
}
