/**
 * The smoothest surface through the visible pixels, which knows nothing of pictures: a harmonic function, so that no hidden pixel is a
 * local extreme. What a network must beat. The same as `harmonic` of `models/recipe/measure/baselines.py`.
 */
import { type Geometry, patchAt } from './geometry';
import { maskedPsnr } from './metrics';
import { patchify } from './patches';
import { denormalise, type Normalisation, normalise } from './pixels';
import type { Raster } from './raster';

/** What has to be known of a model. */
export interface InterpolatedShape extends Normalisation {
  readonly geometry: Geometry;
}

/** Of one channel, at one coarseness: H · W numbers, some of them hidden. */
interface Level {
  readonly width: number;
  readonly height: number;
  /** Places of hidden numbers. */
  readonly hidden: Int32Array;
  /** For each of them its four neighbours; the place itself where the picture has none. */
  readonly neighbours: Int32Array;
}

/** Where cells of `block` × `block` pixels are hidden; none straddles two patches. */
function levelOf(mask: Uint8Array, geometry: Geometry, block: number): Level {
  const [width, height] = [geometry.width / block, geometry.height / block];
  const hidden: number[] = [];
  const neighbours: number[] = [];
  for (let place = 0; place < width * height; place++) {
    const [x, y] = [place % width, Math.floor(place / width)];
    if (!mask[patchAt(x * block, y * block, geometry)]) continue;
    hidden.push(place);
    neighbours.push(
      x > 0 ? place - 1 : place,
      x < width - 1 ? place + 1 : place,
      y > 0 ? place - width : place,
      y < height - 1 ? place + width : place,
    );
  }
  return { width, height, hidden: Int32Array.from(hidden), neighbours: Int32Array.from(neighbours) };
}

/** What each hidden number of `x` lacks to Σ (x − neighbour) = `wanted`; 0 where something is visible. */
function residualOf(x: Float64Array, wanted: Float64Array, { hidden, neighbours }: Level): Float64Array {
  const residual = new Float64Array(x.length);
  for (let i = 0; i < hidden.length; i++) {
    const place = hidden[i];
    const around =
      x[neighbours[4 * i]] + x[neighbours[4 * i + 1]] + x[neighbours[4 * i + 2]] + x[neighbours[4 * i + 3]];
    residual[place] = wanted[place] + around - 4 * x[place];
  }
  return residual;
}

/** A sweep of Gauss and Seidel over the hidden numbers, there or back. */
function sweep(x: Float64Array, wanted: Float64Array, { hidden, neighbours }: Level, isBack: boolean): void {
  for (let step = 0; step < hidden.length; step++) {
    const i = isBack ? hidden.length - 1 - step : step;
    const place = hidden[i];
    let around = wanted[place];
    let count = 0;
    for (let side = 4 * i; side < 4 * i + 4; side++) {
      if (neighbours[side] === place) continue;
      around += x[neighbours[side]];
      count++;
    }
    x[place] = around / count;
  }
}

const product = (a: Float64Array, b: Float64Array, places: Int32Array): number =>
  places.reduce((sum, place) => sum + a[place] * b[place], 0);

/**
 * Conjugate gradients (Hestenes & Stiefel 1952), in the form of Polak and Ribière, which forgives a preconditioner that is not quite
 * symmetric: brings the hidden numbers of `x`, in place, to Σ (x − neighbour) = `wanted`, until the square of the error's energy is at most
 * `share` of what it was. `precondition` guesses the error from a residual.
 */
function solve(
  x: Float64Array,
  wanted: Float64Array,
  level: Level,
  precondition: (residual: Float64Array) => Float64Array,
  share: number,
): void {
  const { hidden } = level;
  const none = new Float64Array(x.length);
  let residual = residualOf(x, wanted, level);
  let guess = precondition(residual);
  const direction = guess.slice();
  let energy = product(residual, guess, hidden);
  const enough = energy * share;
  for (let step = 0; step < hidden.length && energy > enough; step++) {
    // Minus the matrix times the direction.
    const image = residualOf(direction, none, level);
    const length = -product(direction, residual, hidden) / product(direction, image, hidden);
    const before = residual;
    residual = residual.slice();
    for (const place of hidden) {
      x[place] += length * direction[place];
      residual[place] += length * image[place];
    }
    guess = precondition(residual);
    const turn = (product(guess, residual, hidden) - product(guess, before, hidden)) / energy;
    energy = product(residual, guess, hidden);
    for (const place of hidden) direction[place] = guess[place] + turn * direction[place];
  }
}

/** Adds to the hidden numbers of `x` what stands in a level half as fine, linear in between and constant at the rim. */
function addRefined(
  x: Float64Array,
  { width, hidden }: Level,
  coarse: Float64Array,
  { width: across, height: down }: Level,
): void {
  // Of two fine cells in a coarse one each leans a quarter towards its own side's neighbour.
  const lean = (place: number, count: number): number =>
    Math.min(Math.max((place >> 1) + (place & 1 ? 1 : -1), 0), count - 1);
  for (const place of hidden) {
    const [column, row] = [place % width, Math.floor(place / width)];
    const [ownColumn, otherColumn] = [column >> 1, lean(column, across)];
    const [ownRow, otherRow] = [(row >> 1) * across, lean(row, down) * across];
    x[place] +=
      0.5625 * coarse[ownRow + ownColumn] +
      0.1875 * (coarse[ownRow + otherColumn] + coarse[otherRow + ownColumn]) +
      0.0625 * coarse[otherRow + otherColumn];
  }
}

/** What it takes from nothing to Σ (x − neighbour) = `wanted`, about: a V-cycle (Brandt 1977) from `levels[from]` to coarser ones and back. */
function cycle(wanted: Float64Array, levels: readonly Level[], from = 0): Float64Array {
  const [level, coarser] = levels.slice(from);
  const x = new Float64Array(wanted.length);
  if (!coarser) {
    solve(x, wanted, level, (residual) => residual.slice(), 1e-4);
    return x;
  }
  sweep(x, wanted, level, false);
  const residual = residualOf(x, wanted, level);
  // A coarse difference is over twice the way, so that four residuals make one.
  const left = new Float64Array(coarser.width * coarser.height);
  for (const place of level.hidden) {
    const row = Math.floor(place / level.width) >> 1;
    left[row * coarser.width + ((place % level.width) >> 1)] += residual[place];
  }
  addRefined(x, level, cycle(left, levels, from + 1), coarser);
  sweep(x, wanted, level, true);
  return x;
}

/** Of the square of the error's energy, at the end. */
const ENOUGH = 1e-10;

/** The largest power of two that divides a number. */
const powerIn = (value: number): number => value & -value;

/**
 * The numbers [H · W · C] with those of hidden patches replaced, channel by channel, by the solution of Laplace's equation, in which
 * nothing beyond the picture's edge takes part; to 1e-5 where numbers are of the order of 1. All are as they were when nothing is visible.
 */
export function harmonic(image: Float32Array, mask: Uint8Array, geometry: Geometry): Float32Array {
  const filled = image.slice();
  if (!mask.includes(0)) return filled;
  const { width, height, patchSize, channels } = geometry;
  const levels: Level[] = [];
  for (let block = 1; block <= powerIn(patchSize); block *= 2) levels.push(levelOf(mask, geometry, block));
  const [{ hidden }] = levels;
  const none = new Float64Array(width * height);
  for (let channel = 0; channel < channels; channel++) {
    const x = none.map((_, place) => image[place * channels + channel]);
    for (const place of hidden) x[place] = 0;
    const mean = x.reduce((sum, value) => sum + value, 0) / (x.length - hidden.length);
    for (const place of hidden) x[place] = mean;
    solve(x, none, levels[0], (residual) => cycle(residual, levels), ENOUGH);
    for (const place of hidden) filled[place * channels + channel] = x[place];
  }
  return filled;
}

/** A picture whose hidden patches were filled so. */
export interface Interpolated {
  /** W × H */
  readonly picture: Raster;
  /** In dB, over hidden pixels; NaN when nothing is hidden. */
  readonly psnr: number;
}

/** `square` (W × H) behind a mask [L], as a model is shown it. */
export function interpolate(square: Raster, mask: Uint8Array, model: InterpolatedShape): Interpolated {
  const { geometry } = model;
  const image = normalise(square, model);
  const filled = harmonic(image, mask, geometry);
  return {
    picture: denormalise(filled, geometry, model),
    psnr: maskedPsnr(patchify(filled, geometry), patchify(image, geometry), mask, model),
  };
}
