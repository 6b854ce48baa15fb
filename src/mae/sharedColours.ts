/** The tokens of several pictures as colours by the same axes: what is alike has the same colour in all of them. */
import { principalComponents } from './components';
import { HIDDEN_GREY } from './compose';
import { foregroundOf } from './foreground';

const COLOURS = 3;
/** The level of what is left out: darker than most tokens, and no black, which a dark page would swallow. */
export const BACKGROUND = 26;

/**
 * For each of `pictures`, tokens [N · width], the levels of red, green and blue of each token [N · 3], 0 … 255: its coordinates along the
 * three directions in which all tokens of all pictures differ most, from the least to the greatest of all; grey where they do not differ.
 * With `edge` [N], 1 for the tokens at the edge of each picture, the background is left out: it is dark, and the directions are those of
 * the rest.
 */
export function sharedColours(
  pictures: readonly Float32Array[],
  width: number,
  edge?: Uint8Array,
): Uint8ClampedArray<ArrayBuffer>[] {
  const all = joined(pictures);
  const rows = all.length / width;
  const isSeen = edge
    ? foregroundOf(
        all,
        Uint8Array.from({ length: rows }, (_, row) => edge[row % edge.length]),
      )
    : new Uint8Array(rows).fill(1);
  const seen = Int32Array.from(isSeen.keys()).filter((row) => isSeen[row]);
  const tokens = edge ? joined([...seen].map((row) => all.subarray(row * width, (row + 1) * width))) : all;
  const levels = new Uint8ClampedArray(rows * COLOURS).fill(BACKGROUND);
  principalComponents(tokens, seen.length, COLOURS).forEach((coordinates, colour) => {
    const low = coordinates.reduce((least, x) => Math.min(least, x));
    const high = coordinates.reduce((most, x) => Math.max(most, x));
    coordinates.forEach((x, i) => {
      levels[seen[i] * COLOURS + colour] = high > low ? ((x - low) / (high - low)) * 255 : HIDDEN_GREY;
    });
  });
  let from = 0;
  return pictures.map((own) => {
    const to = from + (own.length / width) * COLOURS;
    const part = levels.slice(from, to);
    from = to;
    return part;
  });
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
