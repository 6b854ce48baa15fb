/**
 * The two ONNX graphs of a geometry, node by node and without a weight: in float32 byte for byte those of `models/recipe/page/graph.py`,
 * where their parts are explained. Either can be had in runs of its blocks (parts.ts). Half precision is for weights and arithmetic;
 * inputs and outputs stay float32. Tapped, a graph gives what happens inside as well (`tapNames`). Shape letters:
 * T tokens, K visible patches, L patches, D and E widths of encoder and decoder.
 */
import { patchCount, patchDim } from '../../mae/geometry';
import { type FullGeometry, type Stack, tokensBefore } from '../checkpoint/network';
import type { Precision } from '../checkpoint/precision';
import { Builder, type Part } from './builder';
import { ElementType, type Value } from './message';

const wholeOf = ({ depth }: Stack): Part => ({ from: 0, to: depth });

/** What a part takes from the one before. */
export const TOKENS = 'tokens';
/** What a part gives to the next. */
const PASSED = 'passed';

/** Patch embedding, positions, class token if there is one: → [K + 1, D] */
function embedded(g: Builder, geometry: FullGeometry): string {
  const at = 'vit.embeddings';
  const flat = g.constant([-1, geometry.encoder.width]);
  const positions = g.op('Reshape', [g.weight(`${at}.position_embeddings`), flat]); // [L + 1, D]
  const before = tokensBefore(geometry);
  const convolution = g.weight(`${at}.patch_embeddings.projection.weight`); // [D, 3, P, P]
  const turned = g.op('Transpose', [convolution], { perm: [2, 3, 1, 0] });
  const projection = g.op('Reshape', [turned, flat]); // [P·P·3, D]
  const bias = g.weight(`${at}.patch_embeddings.projection.bias`);
  const visible = g.op('Gemm', [g.input('patches'), projection, bias]); // [K, D]
  const ofPatches = before ? g.slice(positions, before, patchCount(geometry) + before) : positions; // [L, D]
  const patches = g.op('Add', [visible, g.op('Gather', [ofPatches, 'ids_keep'])]); // [K, D]
  if (!before) return patches;
  const token = g.op('Reshape', [g.weight(`${at}.cls_token`), flat]);
  const cls = g.op('Add', [token, g.slice(positions, 0, 1)]); // [1, D]
  return g.op('Concat', [cls, patches], { axis: 0 });
}

/** The latent in its places, mask tokens between, positions: → [L + 1, E], or [L, E] without a class token */
function placed(g: Builder, geometry: FullGeometry, { width }: Stack): string {
  const flat = g.constant([-1, width]);
  const latent = g.linear(g.input('latent'), 'decoder.decoder_embed'); // [K + 1, E]
  const maskToken = g.op('Reshape', [g.weight('decoder.mask_token'), flat]); // [1, E]
  const tokens = g.op('Concat', [latent, maskToken], { axis: 0 }); // [K + 2, E]
  const index = tokensBefore(geometry) ? afterClass(g) : 'ids_restore';
  const positions = g.op('Reshape', [g.weight('decoder.decoder_pos_embed'), flat]); // [L + 1, E]
  return g.op('Add', [g.op('Gather', [tokens, index]), positions]);
}

/** The places of class token and patches, the class token's being the first: → [L + 1] */
function afterClass(g: Builder): string {
  const classIndex = g.constant([0], 'INT32');
  const patchIndex = g.op('Add', ['ids_restore', g.constant([1], 'INT32')]); // [L]
  return g.op('Concat', [classIndex, patchIndex], { axis: 0 });
}

/** One of the two graphs, apart from the blocks between its beginning and its end. */
interface Half {
  readonly name: string;
  readonly layers: string;
  readonly stack: Stack;
  /** The shape of what goes from block to block. */
  readonly tokens: Value['shape'];
  readonly inputs: readonly Value[];
  readonly output: Value;
  readonly before: () => string;
  readonly after: (tokens: string, output?: string) => string;
}

const value = (type: 'FLOAT' | 'INT32', name: string, shape: Value['shape']): Value => ({
  name,
  type: ElementType[type],
  shape,
});

/** A part of a half: one that is not the first takes tokens in place of the inputs, and one that is not the last passes tokens on. */
function partOf(g: Builder, half: Half, { from, to }: Part): Uint8Array<ArrayBuffer> {
  const { name, layers, stack, tokens, inputs, output, before, after } = half;
  const isFirst = from === 0;
  const isLast = to === stack.depth;
  const start = isFirst ? before() : g.input(TOKENS);
  if (isFirst) g.tapTokens(start, 0, stack);
  const blocks = (last?: string): string => g.blocks(start, layers, stack, { from, to }, last);
  if (isLast) {
    const x = blocks();
    g.output(output.name, (last) => after(x, last));
  } else g.output(PASSED, blocks);
  return g.file(
    name,
    isFirst ? inputs : [value('FLOAT', TOKENS, tokens)],
    isLast ? output : value('FLOAT', PASSED, tokens),
  );
}

/** patches float32 [K, P·P·3], ids_keep int32 [K] → latent float32 [K + 1, D]; between its parts, tokens float32 [K + 1, D]. */
export function encoderGraph(
  geometry: FullGeometry,
  precision: Precision = 'float32',
  part: Part = wholeOf(geometry.encoder),
  isTapped = false,
): Uint8Array<ArrayBuffer> {
  const { encoder: stack } = geometry;
  const g = new Builder(geometry, precision, isTapped);
  const tokens = [tokensBefore(geometry) ? 'K+1' : 'K', stack.width];
  const half: Half = {
    name: 'mae_encoder',
    layers: 'vit.encoder.layer',
    stack,
    tokens,
    inputs: [value('FLOAT', 'patches', ['K', patchDim(geometry)]), value('INT32', 'ids_keep', ['K'])],
    output: value('FLOAT', 'latent', tokens),
    before: () => embedded(g, geometry),
    after: (x, output) => g.layerNorm(x, 'vit.layernorm', output),
  };
  return partOf(g, half, part);
}

/**
 * latent float32 [K + 1, D], ids_restore int32 [L], entries ≥ K set to K → pred float32 [L, P·P·3]; between its parts, tokens float32
 * [L + 1, E]. Throws when there is no decoder.
 */
export function decoderGraph(
  geometry: FullGeometry,
  precision: Precision = 'float32',
  part?: Part,
  isTapped = false,
): Uint8Array<ArrayBuffer> {
  const { encoder, decoder: stack } = geometry;
  if (!stack) throw new Error('this geometry has no decoder');
  const length = patchCount(geometry);
  const before = tokensBefore(geometry);
  const g = new Builder(geometry, precision, isTapped);
  const half: Half = {
    name: 'mae_decoder',
    layers: 'decoder.decoder_layers',
    stack,
    tokens: [length + before, stack.width],
    inputs: [
      value('FLOAT', 'latent', [before ? 'K+1' : 'K', encoder.width]),
      value('INT32', 'ids_restore', [length]),
    ],
    output: value('FLOAT', 'pred', [length, patchDim(geometry)]),
    before: () => placed(g, geometry, stack),
    after: (x, output) => {
      const patches = before ? g.slice(x, before, length + before) : x; // [L, E]
      const normed = g.layerNorm(patches, 'decoder.decoder_norm'); // [L, E]
      return g.linear(normed, 'decoder.decoder_pred', output);
    },
  };
  return partOf(g, half, part ?? wholeOf(stack));
}
