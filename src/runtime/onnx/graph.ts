/**
 * The two ONNX graphs of a geometry, node by node and without a weight: in float32 byte for byte those of `models/recipe/page/graph.py`,
 * where their parts are explained. Either can be had in parts, each a run of its blocks (parts.ts). Half precision is for weights and arithmetic; inputs and outputs stay float32. Shape letters:
 * T tokens, K visible patches, L patches, D and E widths of encoder and decoder.
 */
import { patchCount, patchDim } from '../../mae/geometry';
import type { FullGeometry, Stack } from '../checkpoint/network';
import type { Precision } from '../checkpoint/precision';
import { type Shape, tensorShapes } from '../checkpoint/shapes';
import {
  type Attribute,
  constantTensor,
  ElementType,
  externalTensor,
  model,
  node,
  type Value,
} from './message';
import type { Bytes } from './protobuf';
import { IR_VERSION, OPSET } from './version';

/** Collects nodes, named weights and shared constants; every method returns the name of a value. */
class Builder {
  readonly #shapes: ReadonlyMap<string, Shape>;
  readonly #epsilon: number;
  readonly #float: 'FLOAT' | 'FLOAT16';
  readonly #nodes: Bytes[] = [];
  readonly #initializers = new Map<string, Bytes>();

  constructor(geometry: FullGeometry, precision: Precision) {
    this.#shapes = tensorShapes(geometry);
    this.#epsilon = geometry.layerNormEps;
    this.#float = precision === 'float16' ? 'FLOAT16' : 'FLOAT';
  }

  op(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
    output = String(this.#nodes.length),
  ): string {
    this.#nodes.push(node(operator, inputs, output, attributes));
    return output;
  }

  weight(name: string): string {
    const shape = this.#shapes.get(name);
    if (!shape) throw new Error(`no tensor of this geometry is called ${name}`);
    this.#initializers.set(name, externalTensor(name, shape, ElementType[this.#float]));
    return name;
  }

  /** A float32 input, in the precision of the rest. */
  input(name: string): string {
    return this.#float === 'FLOAT' ? name : this.op('Cast', [name], { to: ElementType[this.#float] });
  }

  /** Gives the last value, which `make` writes under the name it is told, its name outside, as float32. */
  output(name: string, make: (output?: string) => string): void {
    if (this.#float === 'FLOAT') make(name);
    else this.op('Cast', [make()], { to: ElementType.FLOAT }, name);
  }

  constant(values: readonly number[] | number, type: keyof typeof ElementType = 'INT64'): string {
    const written = typeof values === 'number' ? String(values) : JSON.stringify(values);
    const name = `${type.toLowerCase()}${written}`;
    this.#initializers.set(name, constantTensor(name, ElementType[type], values));
    return name;
  }

  slice(x: string, start: number, end: number): string {
    return this.op('Slice', [x, ...[start, end, 0].map((at) => this.constant([at]))]);
  }

  /** [T, in] → [T, out], the weight lying as in PyTorch: [out, in]. */
  linear(x: string, name: string, output?: string): string {
    const inputs = [x, this.weight(`${name}.weight`), this.weight(`${name}.bias`)];
    return this.op('Gemm', inputs, { transB: 1 }, output);
  }

  layerNorm(x: string, name: string, output?: string): string {
    const inputs = [x, this.weight(`${name}.weight`), this.weight(`${name}.bias`)];
    return this.op('LayerNormalization', inputs, { epsilon: { float: this.#epsilon } }, output);
  }

  /** Multi-head self-attention [T, D] → [T, D]. */
  attention(x: string, name: string, { width, heads }: Stack): string {
    const split = this.constant([-1, heads, width / heads]);
    const headsOf = (part: string, perm: readonly number[]): string =>
      this.op('Transpose', [this.op('Reshape', [this.linear(x, `${name}.attention.${part}`), split])], {
        perm,
      });

    const scale = this.constant(1 / Math.sqrt(width / heads), this.#float);
    const q = this.op('Mul', [headsOf('query', [1, 0, 2]), scale]); // [H, T, D/H]
    const scores = this.op('MatMul', [q, headsOf('key', [1, 2, 0])]); // [H, T, T]
    const weights = this.op('Softmax', [scores], { axis: -1 });
    const mixed = this.op('MatMul', [weights, headsOf('value', [1, 0, 2])]); // [H, T, D/H]
    const apart = this.op('Transpose', [mixed], { perm: [1, 0, 2] });
    const merged = this.op('Reshape', [apart, this.constant([-1, width])]); // [T, D]
    return this.linear(merged, `${name}.output.dense`);
  }

  /** One pre-norm transformer block [T, D] → [T, D]. */
  block(x: string, name: string, stack: Stack, output?: string): string {
    const before = this.layerNorm(x, `${name}.layernorm_before`);
    const attended = this.op('Add', [x, this.attention(before, `${name}.attention`, stack)]);
    const after = this.layerNorm(attended, `${name}.layernorm_after`);
    const inner = this.op('Gelu', [this.linear(after, `${name}.intermediate.dense`)]); // [T, MLP]
    return this.op('Add', [attended, this.linear(inner, `${name}.output.dense`)], {}, output);
  }

  /** The last value is called `output`, if it has a name outside. */
  blocks(x: string, name: string, stack: Stack, { from, to }: Part, output?: string): string {
    let y = x;
    for (let layer = from; layer < to; layer++) {
      y = this.block(y, `${name}.${layer}`, stack, layer === to - 1 ? output : undefined);
    }
    return y;
  }

  file(name: string, inputs: readonly Value[], output: Value): Uint8Array<ArrayBuffer> {
    const initializers = [...this.#initializers.values()];
    return model(IR_VERSION, OPSET, { name, nodes: this.#nodes, initializers, inputs, output });
  }
}

/** A run of a half's blocks: from this one to before that one. The first brings what comes before all blocks, the last what comes after. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

const wholeOf = ({ depth }: Stack): Part => ({ from: 0, to: depth });

/** What a part takes from the one before. */
export const TOKENS = 'tokens';
/** What a part gives to the next. */
const PASSED = 'passed';

/** Patch embedding, positions, class token: → [K + 1, D] */
function embedded(g: Builder, geometry: FullGeometry): string {
  const at = 'vit.embeddings';
  const flat = g.constant([-1, geometry.encoder.width]);
  const positions = g.op('Reshape', [g.weight(`${at}.position_embeddings`), flat]); // [L + 1, D]
  const convolution = g.weight(`${at}.patch_embeddings.projection.weight`); // [D, 3, P, P]
  const turned = g.op('Transpose', [convolution], { perm: [2, 3, 1, 0] });
  const projection = g.op('Reshape', [turned, flat]); // [P·P·3, D]
  const bias = g.weight(`${at}.patch_embeddings.projection.bias`);
  const visible = g.op('Gemm', [g.input('patches'), projection, bias]); // [K, D]
  const places = g.op('Gather', [g.slice(positions, 1, patchCount(geometry) + 1), 'ids_keep']);
  const patches = g.op('Add', [visible, places]); // [K, D]
  const token = g.op('Reshape', [g.weight(`${at}.cls_token`), flat]);
  const cls = g.op('Add', [token, g.slice(positions, 0, 1)]); // [1, D]
  return g.op('Concat', [cls, patches], { axis: 0 });
}

/** The latent in its places, mask tokens between, positions: → [L + 1, E] */
function placed(g: Builder, { width }: Stack): string {
  const flat = g.constant([-1, width]);
  const latent = g.linear(g.input('latent'), 'decoder.decoder_embed'); // [K + 1, E]
  const maskToken = g.op('Reshape', [g.weight('decoder.mask_token'), flat]); // [1, E]
  const tokens = g.op('Concat', [latent, maskToken], { axis: 0 }); // [K + 2, E]
  const classIndex = g.constant([0], 'INT32');
  const patchIndex = g.op('Add', ['ids_restore', g.constant([1], 'INT32')]); // [L]
  const index = g.op('Concat', [classIndex, patchIndex], { axis: 0 }); // [L + 1]
  const positions = g.op('Reshape', [g.weight('decoder.decoder_pos_embed'), flat]); // [L + 1, E]
  return g.op('Add', [g.op('Gather', [tokens, index]), positions]);
}

const float = (name: string, shape: readonly (string | number)[]): Value => ({
  name,
  type: ElementType.FLOAT,
  shape,
});
const int32 = (name: string, shape: readonly (string | number)[]): Value => ({
  name,
  type: ElementType.INT32,
  shape,
});

/**
 * patches float32 [K, P·P·3], ids_keep int32 [K] → latent float32 [K + 1, D]. A part that is not the first takes tokens float32
 * [K + 1, D] in their place, and one that is not the last gives what it passed on, of the same shape.
 */
export function encoderGraph(
  geometry: FullGeometry,
  precision: Precision = 'float32',
  part: Part = wholeOf(geometry.encoder),
): Uint8Array<ArrayBuffer> {
  const { encoder: stack } = geometry;
  const g = new Builder(geometry, precision);
  const isFirst = part.from === 0;
  const isLast = part.to === stack.depth;
  const layers = 'vit.encoder.layer';
  const start = isFirst ? embedded(g, geometry) : g.input(TOKENS);
  if (isLast) {
    const x = g.blocks(start, layers, stack, part);
    g.output('latent', (output) => g.layerNorm(x, 'vit.layernorm', output));
  } else g.output(PASSED, (output) => g.blocks(start, layers, stack, part, output));
  const inputs = isFirst
    ? [float('patches', ['K', patchDim(geometry)]), int32('ids_keep', ['K'])]
    : [float(TOKENS, ['K+1', stack.width])];
  return g.file('mae_encoder', inputs, float(isLast ? 'latent' : PASSED, ['K+1', stack.width]));
}

/**
 * latent float32 [K + 1, D], ids_restore int32 [L], entries ≥ K set to K → pred float32 [L, P·P·3]; of a part as of the encoder's, its
 * tokens float32 [L + 1, E]. Throws when there is no decoder.
 */
export function decoderGraph(
  geometry: FullGeometry,
  precision: Precision = 'float32',
  part?: Part,
): Uint8Array<ArrayBuffer> {
  const { encoder, decoder: stack } = geometry;
  if (!stack) throw new Error('this geometry has no decoder');
  const { from, to } = part ?? wholeOf(stack);
  const length = patchCount(geometry);
  const g = new Builder(geometry, precision);
  const isFirst = from === 0;
  const isLast = to === stack.depth;
  const layers = 'decoder.decoder_layers';
  const start = isFirst ? placed(g, stack) : g.input(TOKENS);
  if (isLast) {
    const x = g.blocks(start, layers, stack, { from, to });
    const normed = g.layerNorm(g.slice(x, 1, length + 1), 'decoder.decoder_norm'); // [L, E]
    g.output('pred', (output) => g.linear(normed, 'decoder.decoder_pred', output));
  } else g.output(PASSED, (output) => g.blocks(start, layers, stack, { from, to }, output));
  const inputs = isFirst
    ? [float('latent', ['K+1', encoder.width]), int32('ids_restore', [length])]
    : [float(TOKENS, [length + 1, stack.width])];
  const output = isLast
    ? float('pred', [length, patchDim(geometry)])
    : float(PASSED, [length + 1, stack.width]);
  return g.file('mae_decoder', inputs, output);
}
