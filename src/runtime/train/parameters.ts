/** The numbers that training begins with: the recipe's first weights for a seed, or those of an opened checkpoint. */
import { type Grid, gridOf } from '../../mae/geometry';
import { torchRand } from '../../mae/random';
import { type FullGeometry, type Tensors, tokensBefore } from '../checkpoint/network';
import { computedPositions } from '../checkpoint/positions';
import { type Shape, tensorShapes } from '../checkpoint/shapes';
import { countOf } from '../checkpoint/stored';
import { readTensor } from '../checkpoint/widen';

/** Numbers by their tensors' names on the hub, in the shapes and the order of `tensorShapes`. */
export type Parameters = ReadonlyMap<string, Float32Array<ArrayBuffer>>;

/** Of the class token and the mask token. */
const TOKEN_DEVIATION = 0.02;

export const isPositions = (name: string): boolean =>
  name.endsWith('position_embeddings') || name.endsWith('decoder_pos_embed');

/** Linear layers and the patch projection, which is one. */
export const isMatrix = (shape: Shape): boolean => shape.length === 2 || shape.length === 4;

const isToken = (name: string): boolean => name.endsWith('cls_token') || name.endsWith('mask_token');

/**
 * [L + 1, D] fixed sines and cosines: the first half of the width is the column, the second the row; the class token's are nought (He et al.,
 * arXiv 2111.06377, A.1). Wavelengths are from 2π patches to nearly 2π · `spread`.
 */
export function sincosPositions(
  width: number,
  { rows, columns }: Grid,
  spread = 10_000,
): Float32Array<ArrayBuffer> {
  const quarter = width / 4;
  const positions = new Float32Array((rows * columns + 1) * width);
  for (let patch = 0; patch < rows * columns; patch++) {
    const start = (patch + 1) * width;
    for (let i = 0; i < quarter; i++) {
      const omega = spread ** (-i / quarter);
      const across = (patch % columns) * omega;
      const down = Math.floor(patch / columns) * omega;
      positions[start + i] = Math.sin(across);
      positions[start + quarter + i] = Math.cos(across);
      positions[start + 2 * quarter + i] = Math.sin(down);
      positions[start + 3 * quarter + i] = Math.cos(down);
    }
  }
  return positions;
}

/** Glorot and Bengio 2010: uniform, of a bound that the layer's inputs and outputs tell, which is a float32 to PyTorch too. */
function xavier(drawn: Float32Array, [outputs, ...inputs]: Shape): Float32Array<ArrayBuffer> {
  const bound = Math.sqrt(6 / (outputs + countOf(inputs)));
  const [from, span] = [Math.fround(-bound), Math.fround(Math.fround(bound) - Math.fround(-bound))];
  return Float32Array.from(drawn, (value) => Math.fround(value * span) + from);
}

/** Box and Muller 1958, as PyTorch pairs them: the first eight of sixteen numbers with the second eight. */
function normals(drawn: Float32Array, deviation: number): Float32Array<ArrayBuffer> {
  const values = new Float32Array(drawn.length);
  for (let start = 0; start < values.length; start += 16) {
    for (let i = start; i < start + 8; i++) {
      const radius = Math.sqrt(-2 * Math.log(1 - drawn[i])) * deviation;
      const angle = 2 * Math.PI * drawn[i + 8];
      values[i] = radius * Math.cos(angle);
      values[i + 8] = radius * Math.sin(angle);
    }
  }
  return values;
}

/**
 * What `torch.manual_seed(seed); MAE(geometry)` of the recipe begins with, to a float32's last digits: a seed means the same weights
 * here and there. Of widths that are multiples of 16; of others the two tokens differ. Throws RangeError as `torchRand` does.
 */
export function firstParameters(geometry: FullGeometry, seed: number): Parameters {
  const shapes = tensorShapes(geometry);
  const all = [...shapes];
  const matrices = all.filter(([, shape]) => isMatrix(shape));
  const tokens = all.filter(([name]) => isToken(name));
  // PyTorch draws weights and biases of every layer when it is made, before the model draws its own.
  const unused = matrices.reduce((sum, [, shape]) => sum + countOf(shape) + shape[0], 0);
  const lengths = [...matrices, ...tokens].map(([name, shape]) =>
    isToken(name) ? Math.ceil(countOf(shape) / 16) * 16 : countOf(shape),
  );
  const [, ...draws] = torchRand(seed, unused, ...lengths);
  const parameters = new Map<string, Float32Array<ArrayBuffer>>();
  matrices.forEach(([name, shape], i) => {
    parameters.set(name, xavier(draws[i], shape));
  });
  tokens.forEach(([name, shape], i) => {
    const values = normals(draws[matrices.length + i], TOKEN_DEVIATION);
    parameters.set(name, values.slice(0, countOf(shape)));
  });
  const isCounted = tokensBefore(geometry) === 0;
  return new Map(
    all.map(([name, shape]) => {
      const [, count, width] = shape;
      const others = (): Float32Array<ArrayBuffer> =>
        isPositions(name)
          ? isCounted
            ? computedPositions(count, width)
            : sincosPositions(width, gridOf(geometry))
          : new Float32Array(countOf(shape)).fill(name.endsWith('.weight') ? 1 : 0);
      return [name, parameters.get(name) ?? others()];
    }),
  );
}

/** The numbers of an opened checkpoint, to train further; all are in memory then. Throws FileFault as `readTensor` does, and Error where one is missing. */
export async function readParameters(geometry: FullGeometry, tensors: Tensors): Promise<Parameters> {
  const parameters = new Map<string, Float32Array<ArrayBuffer>>();
  for (const name of tensorShapes(geometry).keys()) {
    const tensor = tensors.get(name);
    if (!tensor) throw new Error(`no tensor is called ${name}`);
    parameters.set(name, await readTensor(tensor));
  }
  return parameters;
}
