/** Between bytes and what a model sees: pixels minus ImageNet's mean, over its deviation. */
import { blankRaster, type Raster } from './raster';

export interface Normalisation {
  /** Red, green, blue, of pixels in 0 … 1. */
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/** An opaque picture [H, W, RGBA] to normalised numbers [H · W · 3]. */
export function normalise({ width, height, data }: Raster, { mean, std }: Normalisation): Float32Array {
  // There are no more than 256 levels of each colour.
  const tables = mean.map((value, c) =>
    Float32Array.from({ length: 256 }, (_, level) => (level / 255 - value) / std[c]),
  );
  const [red, green, blue] = tables;
  const image = new Float32Array(width * height * 3);
  for (let to = 0, from = 0; to < image.length; to += 3, from += 4) {
    image[to] = red[data[from]];
    image[to + 1] = green[data[from + 1]];
    image[to + 2] = blue[data[from + 2]];
  }
  return image;
}

/** Normalised numbers [S · S · 3] to a picture; what lies outside 0 … 1 is clamped, the rest rounded to the nearest byte. */
export function denormalise(image: Float32Array, { mean, std }: Normalisation): Raster {
  const size = Math.sqrt(image.length / 3);
  const raster = blankRaster(size, size);
  const { data } = raster;
  const [meanR, meanG, meanB] = mean;
  const [stdR, stdG, stdB] = std;
  // A clamped array clamps and rounds by itself.
  for (let from = 0, to = 0; from < image.length; from += 3, to += 4) {
    data[to] = (image[from] * stdR + meanR) * 255;
    data[to + 1] = (image[from + 1] * stdG + meanG) * 255;
    data[to + 2] = (image[from + 2] * stdB + meanB) * 255;
  }
  return raster;
}
