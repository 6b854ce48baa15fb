/** What an encoder makes of the visible patches, as colours. */
import { HIDDEN_GREY } from './compose';
import { type Geometry, patchAt } from './geometry';
import type { MaskPlan } from './mask';
import { blankRaster, type Raster } from './raster';

const COLOURS = 3;
/** Power iterations for each direction; more change no level of a colour. */
const STEPS = 100;
const GOLDEN_RATIO = (1 + Math.sqrt(5)) / 2;

/** The rows of `values` [K · D] minus their mean, as K arrays. */
function centred(values: Float32Array, count: number): Float32Array[] {
  const width = values.length / count;
  const mean = new Float64Array(width);
  values.forEach((value, i) => {
    mean[i % width] += value / count;
  });
  return Array.from({ length: count }, (_, row) =>
    values.subarray(row * width, (row + 1) * width).map((value, i) => value - mean[i]),
  );
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
};

/** The eigenvector of the largest eigenvalue of a symmetric matrix, of length 1, and that eigenvalue. */
function leading(matrix: readonly Float64Array[]): { vector: Float64Array; value: number } {
  // A start that is orthogonal to it would never find it: multiples of the golden ratio have no small integer relations, as rows have.
  let vector = Float64Array.from(matrix, (_, i) => ((i + 1) * GOLDEN_RATIO) % 1);
  let value = 0;
  for (let step = 0; step < STEPS; step++) {
    const next = Float64Array.from(matrix, (row) => dot(row, vector));
    value = Math.sqrt(dot(next, next));
    if (value === 0) return { vector: new Float64Array(matrix.length), value };
    vector = next.map((x) => x / value);
  }
  return { vector, value };
}

/**
 * Principal component analysis: the coordinates of each of K rows of `values` [K · D] along the three directions in which they
 * differ most, as three lists [K]. By the matrix of inner products, since K is smaller than D. The largest coordinate of a direction is
 * positive, so that the same values always have the same colours.
 */
export function principalComponents(values: Float32Array, count: number): Float64Array[] {
  const rows = centred(values, count);
  const inner = rows.map((a) => Float64Array.from(rows, (b) => dot(a, b)));
  return Array.from({ length: COLOURS }, () => {
    const { vector, value } = leading(inner);
    inner.forEach((row, i) => {
      row.forEach((_, j) => {
        row[j] -= value * vector[i] * vector[j];
      });
    });
    const largest = vector.reduce((most, x) => (Math.abs(x) > Math.abs(most) ? x : most), 0);
    return vector.map((x) => x * Math.sign(largest || 1) * Math.sqrt(value));
  });
}

/**
 * The visible patches in the colours of their first three principal components, red the first; the hidden ones grey. W × H.
 * `latent` [K · D] is in the order of `idsKeep`, without the class token.
 */
export function featurePicture(latent: Float32Array, { idsKeep }: MaskPlan, geometry: Geometry): Raster {
  const { width, height } = geometry;
  const levels = principalComponents(latent, idsKeep.length).map((component) => {
    const [low, high] = [Math.min(...component), Math.max(...component)];
    return component.map((x) => (high > low ? ((x - low) / (high - low)) * 255 : HIDDEN_GREY));
  });
  const places = new Map(Array.from(idsKeep, (patch, i) => [patch, i]));
  const picture = blankRaster(width, height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const place = places.get(patchAt(pixel % width, Math.floor(pixel / width), geometry));
    for (let channel = 0; channel < COLOURS; channel++) {
      picture.data[pixel * 4 + channel] = place === undefined ? HIDDEN_GREY : levels[channel][place];
    }
  }
  return picture;
}
