/** What a picture is by the pictures that it is most like: k nearest neighbours. */
import { dot } from './vectors';

/** How many are asked. */
export const NEIGHBOURS = 5;

/** A row, and how alike it is: −1 … 1. */
export interface Neighbour {
  readonly index: number;
  readonly cosine: number;
}

/**
 * The `count` of `rows` [n][d] with the largest cosine to `query` [d], nearest first, of equals the earlier; fewer where there are fewer.
 * Row `leftOut` is none of them. What is zero has cosine 0 to everything.
 */
export function nearestRows(
  rows: readonly Float64Array[],
  query: Float64Array,
  count: number,
  leftOut?: number,
): Neighbour[] {
  const own = Math.sqrt(dot(query, query));
  return rows
    .map((row, index) => {
      const lengths = own * Math.sqrt(dot(row, row));
      return { index, cosine: lengths > 0 ? dot(row, query) / lengths : 0 };
    })
    .filter(({ index }) => index !== leftOut)
    .sort((a, b) => b.cosine - a.cosine)
    .slice(0, count);
}

export interface Vote {
  /** The class with the most votes; of several, the one whose neighbours' cosines have the larger sum; of these, the lowest. */
  readonly winner: number;
  /** [C] */
  readonly votes: Float64Array;
}

/** `labels` [n] are the classes, 0 … `classes` − 1, of the rows among which `nearest` were found. */
export function vote(nearest: readonly Neighbour[], labels: ArrayLike<number>, classes: number): Vote {
  const votes = new Float64Array(classes);
  const sums = new Float64Array(classes);
  for (const { index, cosine } of nearest) {
    votes[labels[index]]++;
    sums[labels[index]] += cosine;
  }
  let winner = 0;
  for (let c = 1; c < classes; c++) {
    if (votes[c] > votes[winner] || (votes[c] === votes[winner] && sums[c] > sums[winner])) winner = c;
  }
  return { winner, votes };
}
