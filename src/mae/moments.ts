/**
 * What many reconstructions of one picture have in common and where they differ. At each patch only those count in which it was
 * hidden: of the others the network had the answer.
 */
import { type Geometry, patchAt, patchCount } from './geometry';
import { blankRaster, type Raster } from './raster';

/** Running mean and sum of squared deviations (Welford 1962), so that no picture has to be kept. */
export interface Moments {
  readonly geometry: Geometry;
  /** [L] in how many pictures a patch was hidden. */
  readonly counts: Uint16Array;
  /** [H · W · 3] levels, 0 … 255. */
  readonly mean: Float32Array;
  /** [H · W · 3] */
  readonly squares: Float32Array;
}

export function noMoments(geometry: Geometry): Moments {
  const size = geometry.width * geometry.height * 3;
  return {
    geometry,
    counts: new Uint16Array(patchCount(geometry)),
    mean: new Float32Array(size),
    squares: new Float32Array(size),
  };
}

/** The patch of each pixel, in reading order of pixels. */
function* patchOfPixels(geometry: Geometry): Generator<number> {
  const { width, height } = geometry;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) yield patchAt(x, y, geometry);
  }
}

/** The moments with one more picture, W × H, whose hidden patches are those of `mask` [L]. */
export function addPicture(before: Moments, picture: Raster, mask: Uint8Array): Moments {
  const { geometry } = before;
  const counts = before.counts.map((count, patch) => count + mask[patch]);
  const [mean, squares] = [before.mean.slice(), before.squares.slice()];
  let pixel = 0;
  for (const patch of patchOfPixels(geometry)) {
    if (mask[patch]) {
      for (let channel = 0; channel < 3; channel++) {
        const at = pixel * 3 + channel;
        const away = picture.data[pixel * 4 + channel] - mean[at];
        mean[at] += away / counts[patch];
        squares[at] += away * (picture.data[pixel * 4 + channel] - mean[at]);
      }
    }
    pixel++;
  }
  return { geometry, counts, mean, squares };
}

/** The mean picture; a patch that was never hidden is taken from `seen`. */
export function meanPicture({ geometry, counts, mean }: Moments, seen: Raster): Raster {
  const picture = blankRaster(geometry.width, geometry.height);
  let pixel = 0;
  for (const patch of patchOfPixels(geometry)) {
    for (let channel = 0; channel < 3; channel++) {
      const level = mean[pixel * 3 + channel];
      picture.data[pixel * 4 + channel] = counts[patch] ? level : seen.data[pixel * 4 + channel];
    }
    pixel++;
  }
  return picture;
}

/**
 * Standard deviation [H · W] in levels, 0 … 127.5: the root mean square over the three colours, of all pictures and not of a sample.
 * NaN in patches that were hidden in fewer than two.
 */
export function deviation({ geometry, counts, squares }: Moments): Float32Array {
  const values = new Float32Array(geometry.width * geometry.height);
  let pixel = 0;
  for (const patch of patchOfPixels(geometry)) {
    const sum = squares[pixel * 3] + squares[pixel * 3 + 1] + squares[pixel * 3 + 2];
    values[pixel] = counts[patch] < 2 ? Number.NaN : Math.sqrt(sum / 3 / counts[patch]);
    pixel++;
  }
  return values;
}

/**
 * How far one of the pictures is from the mean [H · W], in levels: the root mean square over the three colours. Over all pictures,
 * the root mean square of that is the deviation. NaN where the patch was visible in it, and where `deviation` has none.
 */
export function distance(
  { geometry, counts, mean }: Moments,
  picture: Raster,
  mask: Uint8Array,
): Float32Array {
  const values = new Float32Array(geometry.width * geometry.height);
  let pixel = 0;
  for (const patch of patchOfPixels(geometry)) {
    let sum = 0;
    for (let channel = 0; channel < 3; channel++) {
      sum += (picture.data[pixel * 4 + channel] - mean[pixel * 3 + channel]) ** 2;
    }
    values[pixel] = mask[patch] && counts[patch] > 1 ? Math.sqrt(sum / 3) : Number.NaN;
    pixel++;
  }
  return values;
}
