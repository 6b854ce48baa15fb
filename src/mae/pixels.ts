/** Between bytes and what a model sees: pixels minus ImageNet's mean, over its deviation. */
import { blankRaster, type Raster } from './raster';

export interface Normalisation {
  /** Red, green, blue, of pixels in 0 … 1. */
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/** An opaque picture [H, W, RGBA] to normalised numbers [H · W · 3]. */
export function normalise({ width, height, data }: Raster, { mean, std }: Normalisation): Float32Array {
  const image = new Float32Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let c = 0; c < 3; c++) image[pixel * 3 + c] = (data[pixel * 4 + c] / 255 - mean[c]) / std[c];
  }
  return image;
}

/** Normalised numbers [S · S · 3] to a picture; what lies outside 0 … 1 is clamped, the rest rounded to the nearest byte. */
export function denormalise(image: Float32Array, { mean, std }: Normalisation): Raster {
  const size = Math.sqrt(image.length / 3);
  const raster = blankRaster(size, size);
  for (let pixel = 0; pixel < size * size; pixel++) {
    for (let c = 0; c < 3; c++) {
      raster.data[pixel * 4 + c] = Math.round((image[pixel * 3 + c] * std[c] + mean[c]) * 255);
    }
  }
  return raster;
}
