/** What anybody can see of a picture without learning, as a list of numbers: what features of an encoder must beat. */
import type { Raster } from './raster';

/** Along a side. */
const CELLS = 16;
/** Of each colour. */
const BINS = 4;

/** Where each of the cells along a side of `size` pixels begins and ends. A picture with fewer pixels than cells shows some twice. */
const cellsOf = (size: number): readonly (readonly [from: number, to: number])[] =>
  Array.from({ length: CELLS }, (_, i) => {
    const from = Math.floor((i * size) / CELLS);
    return [from, Math.max(Math.floor(((i + 1) * size) / CELLS), from + 1)];
  });

/** The mean colours of 16 × 16 cells of an opaque picture, row by row: [768], red, green and blue of each, 0 … 1. */
export function rawPixels({ width, height, data }: Raster): Float32Array<ArrayBuffer> {
  const out = new Float32Array(CELLS * CELLS * 3);
  const columns = cellsOf(width);
  cellsOf(height).forEach(([top, bottom], row) => {
    columns.forEach(([left, right], column) => {
      const sums = [0, 0, 0];
      for (let y = top; y < bottom; y++)
        for (let x = left; x < right; x++)
          for (let c = 0; c < 3; c++) sums[c] += data[(y * width + x) * 4 + c];
      const most = 255 * (bottom - top) * (right - left);
      out.set(
        sums.map((sum) => sum / most),
        (row * CELLS + column) * 3,
      );
    });
  });
  return out;
}

/**
 * How much of an opaque picture has which colour: [64], the square roots of the shares of pixels in 4 × 4 × 4 bins, blue changing first,
 * then green. Their squares add up to 1: so the product of two is Bhattacharyya's coefficient.
 */
export function colourHistogram({ width, height, data }: Raster): Float32Array<ArrayBuffer> {
  const counts = new Float64Array(BINS ** 3);
  for (let at = 0; at < data.length; at += 4)
    counts[((data[at] >> 6) * BINS + (data[at + 1] >> 6)) * BINS + (data[at + 2] >> 6)]++;
  return Float32Array.from(counts, (count) => Math.sqrt(count / (width * height)));
}
