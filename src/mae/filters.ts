/** What a patch embedding has learned to look for: the principal directions of its filters, as small pictures. */

const GOLDEN_RATIO = (1 + Math.sqrt(5)) / 2;
/** Of the most variance along any direction: so little may the matrix of second moments still turn one that is found. */
const STILL = 1e-8;
/** Of all variance: what is less is rounding. */
const NOTHING = 1e-12;
/** Random numbers, whose directions are the hardest to tell apart, take about seven. */
const ROUNDS = 30;
const SWEEPS = 30;

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
};

/** Adds `times` of `b` to `a`, in place. */
const add = (a: Float64Array, times: number, b: Float64Array): void => {
  for (let i = 0; i < a.length; i++) a[i] += times * b[i];
};

export interface Component {
  /** [n], of length 1; its largest entry is positive. */
  readonly direction: Float64Array;
  /** Its share of all variance, 0 … 1. */
  readonly share: number;
}

interface Eigen {
  readonly value: number;
  /** Of length 1. */
  readonly vector: Float64Array;
}

/** Of a symmetric matrix, given by its rows up to the diagonal; the largest first. By Jacobi's rotations. */
function eigenOf(lower: readonly Float64Array[]): Eigen[] {
  const size = lower.length;
  const matrix = lower.map((_, i) =>
    Float64Array.from(lower, (__, j) => lower[Math.max(i, j)][Math.min(i, j)]),
  );
  const vectors = lower.map((_, i) => Float64Array.from(lower, (__, j) => (i === j ? 1 : 0)));
  const rotate = (a: Float64Array, b: Float64Array, cos: number, sin: number): void => {
    for (let k = 0; k < size; k++) {
      const x = a[k];
      const y = b[k];
      a[k] = cos * x - sin * y;
      b[k] = sin * x + cos * y;
    }
  };
  const least = Math.sqrt(matrix.reduce((sum, row) => sum + dot(row, row), 0)) * Number.EPSILON;
  let isTurning = true;
  for (let sweep = 0; isTurning && sweep < SWEEPS; sweep++) {
    isTurning = false;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        if (!(Math.abs(matrix[p][q]) > least)) continue;
        isTurning = true;
        const slope = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
        const tan = (slope < 0 ? -1 : 1) / (Math.abs(slope) + Math.sqrt(slope * slope + 1));
        const cos = 1 / Math.sqrt(tan * tan + 1);
        const sin = cos * tan;
        for (const row of matrix) {
          const x = row[p];
          const y = row[q];
          row[p] = cos * x - sin * y;
          row[q] = sin * x + cos * y;
        }
        rotate(matrix[p], matrix[q], cos, sin);
        rotate(vectors[p], vectors[q], cos, sin);
      }
    }
  }
  return vectors.map((vector, i) => ({ value: matrix[i][i], vector })).sort((a, b) => b.value - a.value);
}

/** What the matrix of second moments of `matrix` [rows · n] makes of `vector` [n]. By four rows, whose sums need not wait for each other. */
function turned(vector: Float64Array, matrix: Float32Array): Float64Array {
  const n = vector.length;
  const out = new Float64Array(n);
  let at = 0;
  for (; at + 4 * n <= matrix.length; at += 4 * n) {
    const [b, c, d] = [at + n, at + 2 * n, at + 3 * n];
    let [inA, inB, inC, inD] = [0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const x = vector[i];
      inA += matrix[at + i] * x;
      inB += matrix[b + i] * x;
      inC += matrix[c + i] * x;
      inD += matrix[d + i] * x;
    }
    for (let i = 0; i < n; i++)
      out[i] += inA * matrix[at + i] + inB * matrix[b + i] + inC * matrix[c + i] + inD * matrix[d + i];
  }
  for (; at < matrix.length; at += n) {
    let inA = 0;
    for (let i = 0; i < n; i++) inA += matrix[at + i] * vector[i];
    for (let i = 0; i < n; i++) out[i] += inA * matrix[at + i];
  }
  return out;
}

/** Takes out of `vector`, in place, what lies along each of `basis`, and gives how much that was. Twice: the first time leaves rounding. */
function straighten(vector: Float64Array, basis: readonly Float64Array[]): Float64Array {
  const along = new Float64Array(basis.length);
  for (let time = 0; time < 2; time++) {
    basis.forEach((axis, i) => {
      const part = dot(vector, axis);
      along[i] += part;
      add(vector, -part, axis);
    });
  }
  return along;
}

const scaled = (vector: Float64Array, length: number): Float64Array => vector.map((x) => x / length);

/**
 * The first `count` principal directions of the rows of `matrix` [rows · n], not centred: filters that are all alike are one direction.
 * The directions are orthogonal, and their shares fall; where there is no more variance they are fewer.
 *
 * By the method of Lanczos with thick restarts (Wu & Simon 2000): the matrix of second moments is known within a small space that grows
 * by its products, and begins again with the best of it. Where shares are nearly the same, power iteration takes thousands of steps.
 */
export function principalDirections(matrix: Float32Array, rows: number, count: number): Component[] {
  const n = matrix.length / rows;
  const total = matrix.reduce((sum, x) => sum + x * x, 0);
  if (total === 0 || !Number.isFinite(total)) return [];
  const wanted = Math.min(count, n, rows);
  const size = Math.min(n, 2 * wanted + 12);
  const kept = Math.ceil((wanted + size) / 2);
  let basis: Float64Array[] = [];
  let moments: Float64Array[] = []; // between its axes, up to the diagonal
  let next: Float64Array | undefined; // what the last product has outside of the basis, of length 1
  let starts = 0;
  /** Nothing that has been found, and orthogonal to no other direction: the golden ratio has no small integer relations. */
  const fresh = (): Float64Array => {
    starts++;
    const vector = Float64Array.from({ length: n }, (_, i) => (((i + 1) * starts * GOLDEN_RATIO) % 1) - 0.5);
    straighten(vector, basis);
    return scaled(vector, Math.sqrt(dot(vector, vector)));
  };
  let known = 0; // the variance along all that is wanted, when last they stood still
  for (let round = 1; ; round++) {
    let outside = 0;
    while (basis.length < size) {
      const axis: Float64Array = next ?? fresh();
      basis.push(axis);
      const product = turned(axis, matrix);
      moments.push(straighten(product, basis));
      outside = Math.sqrt(dot(product, product));
      next = outside > NOTHING * total ? scaled(product, outside) : undefined;
    }
    const found = eigenOf(moments).slice(0, kept);
    const directions = found.map(({ vector }) => {
      const direction = new Float64Array(n);
      for (let i = 0; i < size; i++) add(direction, vector[i], basis[i]);
      return direction;
    });
    const best = found.slice(0, wanted);
    const isStill = best.every(({ vector }) => outside * Math.abs(vector[size - 1]) <= STILL * best[0].value);
    const variance = best.reduce((sum, { value }) => sum + value, 0);
    if (size === n || round === ROUNDS || (isStill && variance - known <= STILL * total)) {
      const there = best.filter(({ value }) => value > NOTHING * total);
      return there.map(({ value }, i) => {
        const largest = directions[i].reduce((most, x) => (Math.abs(x) > Math.abs(most) ? x : most), 0);
        return { direction: scaled(directions[i], Math.sign(largest)), share: value / total };
      });
    }
    if (isStill) {
      known = variance;
      next = undefined; // of all directions with the very same share one start shows a single one, and another start another
    }
    basis = directions;
    moments = found.map(({ value }, i) => new Float64Array(i + 1).fill(value, i));
  }
}
