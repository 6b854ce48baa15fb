/**
 * First weights whose attention looks at what is alike and near, for runs of minutes: trained attention comes to that, and the steps in
 * which it would find out are saved (mimetic initialisation, Trockman and Kolter, arXiv 2305.09828). As `training/start.py` of the recipe,
 * with positions that tell near from far on a small grid: of the paper's wavelengths most are longer than it by far.
 */
import { principalDirections } from '../../mae/filters';
import { gridOf } from '../../mae/geometry';
import { torchRand } from '../../mae/random';
import { type FullGeometry, type Stack, tokensBefore } from '../checkpoint/network';
import { firstParameters, isPositions, type Parameters, sincosPositions } from './parameters';

/** Query times key is so much of the identity and of noise as large, within what a head has room for. */
const LOOK = 1.5;
/** Output times value is the same: taken away in the encoder, added in the decoder, where tokens are filled from others. */
const MIX = 0.8;
/** Positions are so many times as long as the paper's: beside what a patch shows, where it is counts. */
const PLACE = 1.5;

/** Normally distributed numbers [count], of deviation 1. */
function normals(seed: number, count: number): Float32Array {
  const [radii, angles] = torchRand(seed, count, count);
  return radii.map((radius, i) => Math.sqrt(-2 * Math.log(1 - radius)) * Math.cos(2 * Math.PI * angles[i]));
}

/** Noise [D, D] that changes lengths as little as the identity does, and so much of the identity. */
function nearIdentity(seed: number, width: number, identity: number): Float32Array {
  const scale = 1 / Math.sqrt(width);
  return normals(seed, width * width).map(
    (value, i) => value * scale + (i % (width + 1) === 0 ? identity : 0),
  );
}

/** A matrix [D, D] whose rows are of length 1 and at right angles, by Gram and Schmidt. */
function orthogonal(seed: number, width: number): Float32Array {
  const matrix = normals(seed, width * width);
  for (let row = 0; row < width; row++) {
    const own = matrix.subarray(row * width, (row + 1) * width);
    for (let before = 0; before < row; before++) {
      const other = matrix.subarray(before * width, (before + 1) * width);
      const along = own.reduce((sum, value, i) => sum + value * other[i], 0);
      for (let i = 0; i < width; i++) own[i] -= along * other[i];
    }
    const length = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0));
    for (let i = 0; i < width; i++) own[i] /= length;
  }
  return matrix;
}

/** The rows of queries and keys of one head [size · D] each, whose product is nearest to `look` times noise and identity. */
function looking(seed: number, width: number, size: number) {
  const matrix = nearIdentity(seed, width, 1);
  const queries = new Float32Array(size * width);
  const keys = new Float32Array(size * width);
  principalDirections(matrix, width, size).forEach(({ direction }, row) => {
    const turned = Float64Array.from({ length: width }, (_, i) =>
      direction.reduce((sum, value, k) => sum + value * matrix[i * width + k], 0),
    );
    const stretch = Math.sqrt(turned.reduce((sum, value) => sum + value * value, 0));
    const root = Math.sqrt(LOOK * stretch);
    for (let i = 0; i < width; i++) {
      queries[row * width + i] = (turned[i] / stretch) * root;
      keys[row * width + i] = direction[i] * root;
    }
  });
  return { queries, keys };
}

/** Values [D, D] and outputs [D, D], whose product is `mix` times identity and noise. */
function mixing(seed: number, width: number, mix: number) {
  const values = orthogonal(seed, width);
  const product = nearIdentity(seed + 1, width, Math.sign(mix));
  const root = Math.sqrt(Math.abs(mix));
  const outputs = new Float32Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < width; j++) {
      let sum = 0;
      for (let k = 0; k < width; k++) sum += product[i * width + k] * values[j * width + k];
      outputs[i * width + j] = sum * root;
    }
  }
  return { values: values.map((value) => value * root), outputs };
}

/** The weights of a seed; all but those of attention, and the positions of a model with a class token, are the recipe's. */
export function nearParameters(geometry: FullGeometry, seed: number): Parameters {
  const parameters = new Map(firstParameters(geometry, seed));
  const grid = gridOf(geometry);
  for (const [name, positions] of parameters) {
    if (!isPositions(name) || tokensBefore(geometry) === 0) continue;
    const width = positions.length / (grid.rows * grid.columns + 1);
    const own = sincosPositions(width, grid, Math.max(grid.rows, grid.columns));
    parameters.set(
      name,
      own.map((value) => value * PLACE),
    );
  }
  let drawn = seed;
  const next = (): number => {
    drawn = (Math.imul(drawn, 1664525) + 1013904223) >>> 0;
    return drawn;
  };
  const attend = (name: string, { width, depth, heads }: Stack, mix: number): void => {
    const size = width / heads;
    for (let layer = 0; layer < depth; layer++) {
      const at = `${name}.${layer}.attention`;
      const [queries, keys] = [new Float32Array(width * width), new Float32Array(width * width)];
      for (let head = 0; head < heads; head++) {
        const own = looking(next(), width, size);
        queries.set(own.queries, head * size * width);
        keys.set(own.keys, head * size * width);
      }
      const { values, outputs } = mixing(next(), width, mix);
      parameters.set(`${at}.attention.query.weight`, queries);
      parameters.set(`${at}.attention.key.weight`, keys);
      parameters.set(`${at}.attention.value.weight`, values);
      parameters.set(`${at}.output.dense.weight`, outputs);
    }
  };
  attend('vit.encoder.layer', geometry.encoder, -MIX);
  if (geometry.decoder) attend('decoder.decoder_layers', geometry.decoder, MIX);
  return parameters;
}
