/** What graphs are put together with: nodes, weights by their names, and the blocks of a transformer. Shape letters as in graph.ts. */
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

/** A run of a half's blocks: from this one to before that one. The first brings what comes before all blocks, the last what comes after. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** What a graph gives besides its last value: what goes from block to block, and where each token looks. */
export const tapNames = {
  /** Before all blocks (0), or after so many of them: [T, width]. */
  tokens: (blocks: number): string => `tokens.${blocks}`,
  /** Of one block, from 0: [H, T, T], rows sum to 1. */
  attention: (block: number): string => `attention.${block}`,
  /** What the encoder gives: [T, width]. */
  latent: 'latent',
};

/** Collects nodes, named weights and shared constants; every method returns the name of a value. */
export class Builder {
  readonly #shapes: ReadonlyMap<string, Shape>;
  readonly #epsilon: number;
  readonly #float: 'FLOAT' | 'FLOAT16';
  readonly #nodes: Bytes[] = [];
  readonly #initializers = new Map<string, Bytes>();
  readonly #isTapped: boolean;
  readonly #taps: Value[] = [];

  /** Taps are of float32. */
  constructor(geometry: FullGeometry, precision: Precision, isTapped = false) {
    this.#isTapped = isTapped;
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

  /** The name of a value that is given outside as well, if such values are asked for. */
  #tap(name: string, shape: Value['shape']): string | undefined {
    if (!this.#isTapped) return undefined;
    this.#taps.push({ name, type: ElementType.FLOAT, shape });
    return name;
  }

  /** Gives what goes into the next block, if such values are asked for. */
  tapTokens(x: string, blocks: number, { width }: Stack): void {
    const name = this.#tap(tapNames.tokens(blocks), ['T', width]);
    if (name) this.op('Identity', [x], {}, name);
  }

  /** Multi-head self-attention [T, D] → [T, D]. */
  attention(x: string, name: string, { width, heads }: Stack, block: number): string {
    const split = this.constant([-1, heads, width / heads]);
    const headsOf = (part: string, perm: readonly number[]): string =>
      this.op('Transpose', [this.op('Reshape', [this.linear(x, `${name}.attention.${part}`), split])], {
        perm,
      });

    const scale = this.constant(1 / Math.sqrt(width / heads), this.#float);
    const q = this.op('Mul', [headsOf('query', [1, 0, 2]), scale]); // [H, T, D/H]
    const scores = this.op('MatMul', [q, headsOf('key', [1, 2, 0])]); // [H, T, T]
    const tap = this.#tap(tapNames.attention(block), [heads, 'T', 'T']);
    const weights = this.op('Softmax', [scores], { axis: -1 }, tap);
    const mixed = this.op('MatMul', [weights, headsOf('value', [1, 0, 2])]); // [H, T, D/H]
    const apart = this.op('Transpose', [mixed], { perm: [1, 0, 2] });
    const merged = this.op('Reshape', [apart, this.constant([-1, width])]); // [T, D]
    return this.linear(merged, `${name}.output.dense`);
  }

  /** One pre-norm transformer block [T, D] → [T, D]. */
  block(x: string, layers: string, index: number, stack: Stack, output?: string): string {
    const name = `${layers}.${index}`;
    const before = this.layerNorm(x, `${name}.layernorm_before`);
    const attended = this.op('Add', [x, this.attention(before, `${name}.attention`, stack, index)]);
    const after = this.layerNorm(attended, `${name}.layernorm_after`);
    const inner = this.op('Gelu', [this.linear(after, `${name}.intermediate.dense`)]); // [T, MLP]
    return this.op('Add', [attended, this.linear(inner, `${name}.output.dense`)], {}, output);
  }

  /** The last value is called `output`, if it has a name outside. */
  blocks(x: string, name: string, stack: Stack, { from, to }: Part, output?: string): string {
    let y = x;
    for (let layer = from; layer < to; layer++) {
      y = this.block(y, name, layer, stack, layer === to - 1 ? output : undefined);
      this.tapTokens(y, layer + 1, stack);
    }
    return y;
  }

  file(name: string, inputs: readonly Value[], output: Value): Uint8Array<ArrayBuffer> {
    const initializers = [...this.#initializers.values()];
    return model(IR_VERSION, OPSET, {
      name,
      nodes: this.#nodes,
      initializers,
      inputs,
      outputs: [output, ...this.#taps],
    });
  }
}
