/** What a patch embedding has learned to look for: the principal directions of its filters, as small pictures. */

const GOLDEN_RATIO = (1 + Math.sqrt(5)) / 2;
/** Of the largest variance along a direction: by so little may the matrix of second moments still turn one that is found. */
const STILL = 1e-8;
/** Of all variance: what is less is nothing but rounding. */
const NOTHING = 1e-12;
/** No matrix of weights takes as many; one of infinities ends. */
const ROUNDS = 60;
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

/** Of a symmetric matrix, of whose rows only what is up to the diagonal is read; the largest first. By the rotations of Jacobi. */
function eigenOf(lower: readonly Float64Array[]): Eigen[] {
  const size = lower.length;
  const matrix = lower.map((_, i) =>
    Float64Array.from(lower, (__, j) => lower[Math.max(i, j)][Math.min(i, j)]),
  );
  const vectors = lower.map((_, i) => Float64Array.from(lower, (__, j) => (i === j ? 1 : 0)));
  const rotate = (a: Float64Array, b: Float64Array, cos: number, sin: number): void => {
    for (let k = 0; k < size; k++) {
      const [x, y] = [a[k], b[k]];
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
        const tan = (slope < 0 ? -1 : 1) / (Math.abs(slope) + Math.hypot(slope, 1));
        const cos = 1 / Math.hypot(tan, 1);
        for (const row of matrix) {
          const [x, y] = [row[p], row[q]];
          row[p] = cos * (x - tan * y);
          row[q] = cos * (tan * x + y);
        }
        rotate(matrix[p], matrix[q], cos, cos * tan);
        rotate(vectors[p], vectors[q], cos, cos * tan);
      }
    }
  }
  return vectors.map((vector, i) => ({ value: matrix[i][i], vector })).sort((a, b) => b.value - a.value);
}

/** What the matrix of second moments of `matrix` [rows · n] makes of `vector` [n]. Four rows at a time, which is three times as fast. */
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

/**
 * Takes out of `vector`, in place, what lies along each of `basis`, and gives how much that was; twice, since the first time leaves what
 * it rounds.
 */
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

const scaled = (vector: Float64Array): Float64Array => {
  const length = Math.sqrt(dot(vector, vector));
  return vector.map((x) => x / length);
};

/**
 * The first `count` principal directions of the rows of `matrix` [rows · n], not centred: filters that are all alike are one direction.
 * The directions are orthogonal, and their shares fall; there are fewer of them where there is no more variance.
 *
 * By the method of Lanczos with thick restarts (Wu & Simon 2000): the matrix of second moments is known within a small space that grows
 * by its products, and begins again with what it has found. Unlike power iteration it tells directions of nearly the same share apart.
 */
export function principalDirections(matrix: Float32Array, rows: number, count: number): Component[] {
  const n = matrix.length / rows;
  const total = matrix.reduce((sum, x) => sum + x * x, 0);
  const wanted = Math.min(count, n, rows);
  if (!(total > 0)) return [];

  const size = Math.min(n, 3 * wanted + 20);
  const kept = Math.ceil((wanted + size) / 2);
  let basis: Float64Array[] = [];
  let moments: Float64Array[] = []; // between axes of the basis, up to the diagonal
  let next: Float64Array | undefined; // what the last product has outside of the basis, of length 1
  let left = 0; // and what its length was
  let starts = 0;
  /** Orthogonal to the basis: multiples of the golden ratio have no small integer relations, as rows have. */
  const fresh = (): Float64Array => {
    starts++;
    const vector = Float64Array.from({ length: n }, (_, i) => (((i + 1) * starts * GOLDEN_RATIO) % 1) - 0.5);
    straighten(vector, basis);
    return scaled(vector);
  };
  let known = 0; // the variance along all that is wanted, when last it stood still
  for (let round = 1; ; round++) {
    while (basis.length < size) {
      const axis: Float64Array = next ?? fresh();
      basis.push(axis);
      const product = turned(axis, matrix);
      moments.push(straighten(product, basis));
      left = Math.sqrt(dot(product, product));
      next = left > NOTHING * total ? scaled(product) : undefined;
    }
    const found = eigenOf(moments);
    const axes = basis;
    const eigen = found.slice(0, kept).map(({ value, vector }) => {
      const direction = new Float64Array(n);
      axes.forEach((axis, i) => {
        add(direction, vector[i], axis);
      });
      return { value, direction, rest: left * Math.abs(vector[size - 1]) };
    });
    const first = eigen.slice(0, wanted);
    const isStill = size === n || first.every(({ rest }) => rest <= STILL * first[0].value);
    const sum = first.reduce((all, { value }) => all + value, 0);
    if (size === n || round === ROUNDS || (isStill && sum - known <= STILL * total)) {
      return first
        .filter(({ value }) => value > NOTHING * total)
        .map(({ value, direction }) => {
          const largest = direction.reduce((most, x) => (Math.abs(x) > Math.abs(most) ? x : most), 0);
          return { direction: direction.map((x) => x * Math.sign(largest)), share: value / total };
        });
    }
    if (isStill) {
      // Of two directions with the same share one start shows only one; another shows the other.
      known = sum;
      next = undefined;
    }
    basis = eigen.map(({ direction }) => direction);
    moments = eigen.map(({ value }, i) => new Float64Array(i + 1).fill(value, i));
  }
}
