/**
 * The two ONNX graphs of a geometry, node by node and without a weight: in float32 byte for byte those of `models/recipe/page/graph.py`,
 * where their parts are explained. Half precision is for weights and arithmetic; inputs and outputs stay float32. Shape letters:
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
  block(x: string, name: string, stack: Stack): string {
    const before = this.layerNorm(x, `${name}.layernorm_before`);
    const attended = this.op('Add', [x, this.attention(before, `${name}.attention`, stack)]);
    const after = this.layerNorm(attended, `${name}.layernorm_after`);
    const inner = this.op('Gelu', [this.linear(after, `${name}.intermediate.dense`)]); // [T, MLP]
    return this.op('Add', [attended, this.linear(inner, `${name}.output.dense`)]);
  }

  blocks(x: string, name: string, stack: Stack): string {
    let y = x;
    for (let layer = 0; layer < stack.depth; layer++) y = this.block(y, `${name}.${layer}`, stack);
    return y;
  }

  file(name: string, inputs: readonly Value[], output: Value): Uint8Array<ArrayBuffer> {
    const initializers = [...this.#initializers.values()];
    return model(IR_VERSION, OPSET, { name, nodes: this.#nodes, initializers, inputs, output });
  }
}

/** patches float32 [K, P·P·3], ids_keep int32 [K] → latent float32 [K + 1, D] */
export function encoderGraph(
  geometry: FullGeometry,
  precision: Precision = 'float32',
): Uint8Array<ArrayBuffer> {
  const { encoder: stack } = geometry;
  const g = new Builder(geometry, precision);
  const at = 'vit.embeddings';
  const flat = g.constant([-1, stack.width]);
  const positions = g.op('Reshape', [g.weight(`${at}.position_embeddings`), flat]); // [L + 1, D]
  const convolution = g.weight(`${at}.patch_embeddings.projection.weight`); // [D, 3, P, P]
  const turned = g.op('Transpose', [convolution], { perm: [2, 3, 1, 0] });
  const projection = g.op('Reshape', [turned, flat]); // [P·P·3, D]
  const bias = g.weight(`${at}.patch_embeddings.projection.bias`);
  const embedded = g.op('Gemm', [g.input('patches'), projection, bias]); // [K, D]
  const places = g.op('Gather', [g.slice(positions, 1, patchCount(geometry) + 1), 'ids_keep']);
  const patches = g.op('Add', [embedded, places]); // [K, D]
  const token = g.op('Reshape', [g.weight(`${at}.cls_token`), flat]);
  const cls = g.op('Add', [token, g.slice(positions, 0, 1)]); // [1, D]
  const x = g.blocks(g.op('Concat', [cls, patches], { axis: 0 }), 'vit.encoder.layer', stack);
  g.output('latent', (output) => g.layerNorm(x, 'vit.layernorm', output));
  return g.file(
    'mae_encoder',
    [
      { name: 'patches', type: ElementType.FLOAT, shape: ['K', patchDim(geometry)] },
      { name: 'ids_keep', type: ElementType.INT32, shape: ['K'] },
    ],
    { name: 'latent', type: ElementType.FLOAT, shape: ['K+1', stack.width] },
  );
}

/** Throws when there is no decoder. latent float32 [K + 1, D], ids_restore int32 [L], entries ≥ K set to K → pred float32 [L, P·P·3] */
export function decoderGraph(
  geometry: FullGeometry,
  precision: Precision = 'float32',
): Uint8Array<ArrayBuffer> {
  const { encoder, decoder: stack } = geometry;
  if (!stack) throw new Error('this geometry has no decoder');
  const length = patchCount(geometry);
  const g = new Builder(geometry, precision);
  const flat = g.constant([-1, stack.width]);
  const latent = g.linear(g.input('latent'), 'decoder.decoder_embed'); // [K + 1, E]
  const maskToken = g.op('Reshape', [g.weight('decoder.mask_token'), flat]); // [1, E]
  const tokens = g.op('Concat', [latent, maskToken], { axis: 0 }); // [K + 2, E]
  const classIndex = g.constant([0], 'INT32');
  const patchIndex = g.op('Add', ['ids_restore', g.constant([1], 'INT32')]); // [L]
  const index = g.op('Concat', [classIndex, patchIndex], { axis: 0 }); // [L + 1]
  const positions = g.op('Reshape', [g.weight('decoder.decoder_pos_embed'), flat]); // [L + 1, E]
  const placed = g.op('Add', [g.op('Gather', [tokens, index]), positions]); // [L + 1, E]
  const x = g.blocks(placed, 'decoder.decoder_layers', stack);
  const normed = g.layerNorm(g.slice(x, 1, length + 1), 'decoder.decoder_norm'); // [L, E]
  g.output('pred', (output) => g.linear(normed, 'decoder.decoder_pred', output));
  return g.file(
    'mae_decoder',
    [
      { name: 'latent', type: ElementType.FLOAT, shape: ['K+1', encoder.width] },
      { name: 'ids_restore', type: ElementType.INT32, shape: [length] },
    ],
    { name: 'pred', type: ElementType.FLOAT, shape: [length, patchDim(geometry)] },
  );
}
