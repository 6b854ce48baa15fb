/** The tokens of several pictures as colours by the same axes: what is alike has the same colour in all of them. */
import { principalDirections } from './filters';

const COLOURS = 3;

/**
 * For each of `pictures`, tokens [N · width], the levels of red, green and blue of each token [N · 3], 0 … 255: its coordinates along the
 * three directions in which all tokens of all pictures differ most, from the least to the greatest of all.
 */
export function sharedColours(
  pictures: readonly Float32Array[],
  width: number,
): Uint8ClampedArray<ArrayBuffer>[] {
  const rows = pictures.reduce((sum, tokens) => sum + tokens.length / width, 0);
  const all = new Float32Array(rows * width);
  let at = 0;
  for (const tokens of pictures) {
    all.set(tokens, at);
    at += tokens.length;
  }
  const mean = new Float64Array(width);
  all.forEach((value, i) => {
    mean[i % width] += value / rows;
  });
  all.forEach((value, i) => {
    all[i] = value - mean[i % width];
  });
  const levels = new Uint8ClampedArray(rows * COLOURS);
  principalDirections(all, rows, COLOURS).forEach(({ direction }, colour) => {
    const coordinates = Float64Array.from({ length: rows }, (_, row) => {
      let sum = 0;
      for (let i = 0; i < width; i++) sum += all[row * width + i] * direction[i];
      return sum;
    });
    const low = coordinates.reduce((least, x) => Math.min(least, x));
    const high = coordinates.reduce((most, x) => Math.max(most, x));
    coordinates.forEach((x, row) => {
      levels[row * COLOURS + colour] = high > low ? ((x - low) / (high - low)) * 255 : 127;
    });
  });
  let from = 0;
  return pictures.map((tokens) => {
    const to = from + (tokens.length / width) * COLOURS;
    const own = levels.slice(from, to);
    from = to;
    return own;
  });
}
