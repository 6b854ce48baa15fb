/** Rows of numbers around a centre for each class, for what tells classes apart. */
import { torchRand } from '../mae/random';

export interface Clusters {
  /** [n][d] */
  readonly rows: Float64Array[];
  /** [n] in turn: 0, 1, … classes − 1, 0, … */
  readonly labels: Int32Array;
  readonly classes: number;
}

/** Centres are `apart` times as far from each other as rows are from them, about. */
export function clusters(seed: number, count: number, width: number, classes: number, apart = 0.7): Clusters {
  const [noise, centres] = torchRand(seed, count * width, classes * width);
  const labels = Int32Array.from({ length: count }, (_, i) => i % classes);
  const rows = Array.from(labels, (label, row) =>
    Float64Array.from(
      { length: width },
      (_, i) => noise[row * width + i] - 0.5 + apart * (centres[label * width + i] - 0.5),
    ),
  );
  return { rows, labels, classes };
}
