/** What many outcomes come to, and in which order they are listed. */
import type { Done } from '../store/reconstructFile';

const finite = (values: readonly number[]): number[] => values.filter(Number.isFinite);

/** Of the finite ones; NaN if there are none. */
export function mean(values: readonly number[]): number {
  const counted = finite(values);
  return counted.reduce((sum, value) => sum + value, 0) / counted.length;
}

/** Of the finite ones, the middle one or the mean of the two in the middle; NaN if there are none. */
export function median(values: readonly number[]): number {
  const counted = finite(values).sort((a, b) => a - b);
  const middle = counted.length / 2;
  return mean(counted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1));
}

/** Of these there are a mean and a median. */
export type Measured = 'loss' | 'psnr' | 'interpolation' | 'ms';

export type Key = 'path' | 'pixels' | Measured;

export interface Sorting {
  readonly key: Key;
  readonly descending: boolean;
}

/** NaN where it was not asked for. */
export const numberOf = (done: Done, key: Exclude<Key, 'path'>): number =>
  key === 'pixels' ? done.width * done.height : (done[key] ?? Number.NaN);

/** In the order asked for, of equals the earlier first; what is not a number comes last either way. */
export function sorted(done: readonly Done[], sorting: Sorting | undefined): readonly Done[] {
  if (!sorting) return done;
  const { key, descending } = sorting;
  const sign = descending ? -1 : 1;
  if (key === 'path') {
    // Not before it is needed: to make one takes longer than most of what the page does at its start.
    const { compare } = new Intl.Collator(undefined, { numeric: true });
    return done.toSorted((a, b) => sign * compare(a.path, b.path));
  }
  return done.toSorted((a, b) => {
    const [left, right] = [numberOf(a, key), numberOf(b, key)];
    if (Number.isNaN(left) || Number.isNaN(right))
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    return left === right ? 0 : sign * (left < right ? -1 : 1);
  });
}
