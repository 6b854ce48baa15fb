/** The tokens of several pictures as colours by the same axes: what is alike has the same colour in all of them. */
import { principalComponents } from './components';
import { HIDDEN_GREY } from './compose';

const COLOURS = 3;

/**
 * For each of `pictures`, tokens [N · width], the levels of red, green and blue of each token [N · 3], 0 … 255: its coordinates along the
 * three directions in which all tokens of all pictures differ most, from the least to the greatest of all; grey where they do not differ.
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
  const levels = new Uint8ClampedArray(rows * COLOURS);
  principalComponents(all, rows, COLOURS).forEach((coordinates, colour) => {
    const low = coordinates.reduce((least, x) => Math.min(least, x));
    const high = coordinates.reduce((most, x) => Math.max(most, x));
    coordinates.forEach((x, row) => {
      levels[row * COLOURS + colour] = high > low ? ((x - low) / (high - low)) * 255 : HIDDEN_GREY;
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
