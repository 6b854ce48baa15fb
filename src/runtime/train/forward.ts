/**
 * The masked autoencoder in jax-js, as `models/recipe/model/mae.py` is in PyTorch. Decoder tokens stay in the shuffle's order, with
 * their positions gathered in that order: nothing is ever unshuffled. Shape letters: B pictures, L patches, K visible ones, T tokens,
 * D and E the widths of encoder and decoder, H heads. jax-js takes an array when it is used, so `.ref` stands at all uses but the last.
 */
import { lax, numpy as np } from '@jax-js/jax';
import { patchCount } from '../../mae/geometry';
import { type FullGeometry, type Stack, tokensBefore } from '../checkpoint/network';
import { gelu, softmax } from './functions';
import type { LossOn, TrainedTarget } from './options';

/** Arrays by the names of `tensorShapes`: learned ones and fixed positions apart, since only the former have gradients. */
export type Arrays = Record<string, np.Array>;

export interface Task {
  readonly geometry: FullGeometry;
  readonly target: TrainedTarget;
  readonly on: LossOn;
}

/** Of pictures, and of each one's tokens without the spare ones. */
interface Tokens {
  readonly count: number;
  readonly real: number;
}

/** Of a picture's tokens, from one to before another. */
type Part = readonly [from: number, to: number];

/** A score whose exponential is nought. */
const UNSEEN = -1e9;

/** As `norm_pix_loss` has it. */
const TARGET_EPSILON = 1e-6;

/** x [N, D] → [N, E] by weights [E, D] and biases [E]. */
function linear(arrays: Arrays, name: string, x: np.Array): np.Array {
  return np.inner(x, arrays[`${name}.weight`].ref).add(arrays[`${name}.bias`].ref);
}

/** x [N, D], each row minus its mean over its deviation (Ba et al., arXiv 1607.06450). */
function layerNorm(arrays: Arrays, name: string, x: np.Array, epsilon: number): np.Array {
  const centred = x.ref.sub(x.mean(-1, { keepdims: true }));
  const variance = np.square(centred.ref).mean(-1, { keepdims: true });
  const scaled = centred.mul(np.reciprocal(np.sqrt(variance.add(epsilon))));
  return scaled.mul(arrays[`${name}.weight`].ref).add(arrays[`${name}.bias`].ref);
}

/** How many tokens stand behind those of each picture, which nobody looks at: jax-js multiplies matrices four numbers at a time only where their sides are multiples of four. */
const sparesOf = (tokens: number): number => (4 - (tokens % 4)) % 4;

/** Tokens [B, T, D] with the spare ones. */
const withSpares = (tokens: np.Array): np.Array => np.pad(tokens, { 1: [0, sparesOf(tokens.shape[1])] });

/** Tokens [B · T, D] of which each picture's from one on to before another are kept: [B · (to − from), D]. */
function partOf(tokens: np.Array, count: number, [from, to]: Part): np.Array {
  const [length, width] = tokens.shape;
  if (from === 0 && to === length / count) return tokens;
  return tokens
    .reshape([count, length / count, width])
    .slice([], [from, to])
    .reshape([-1, width]);
}

/** Multi-head self-attention of a part of each picture's tokens to all `real` ones: x [B · T, D] → [B · (to − from), D]. */
function attention(
  arrays: Arrays,
  name: string,
  x: np.Array,
  { count, real }: Tokens,
  { width, heads }: Stack,
  asked: Part,
) {
  const tokens = x.shape[0] / count;
  const size = width / heads;
  const part = (which: string, of: np.Array): np.Array =>
    linear(arrays, `${name}.attention.${which}`, of)
      .reshape([count, of.shape[0] / count, heads, size])
      .transpose([0, 2, 1, 3]); // [B, H, T, D/H]
  const query = part('query', partOf(x.ref, count, asked)).mul(size ** -0.5);
  const key = part('key', x.ref);
  const value = part('value', x);
  const scores = np.matmul(query, key.transpose([0, 1, 3, 2])); // [B, H, to − from, T]
  const seen = real === tokens ? scores : np.where(np.arange(tokens).less(real), scores, UNSEEN);
  const mixed = np.matmul(softmax(seen), value); // [B, H, to − from, D/H]
  const joined = mixed.transpose([0, 2, 1, 3]).reshape([-1, width]);
  return linear(arrays, `${name}.output.dense`, joined);
}

/** Pre-norm transformer blocks on tokens [B, T, D]; what comes back is the part that is asked for, or all, with spare ones behind them. */
function blocks(arrays: Arrays, name: string, x: np.Array, stack: Stack, epsilon: number, asked?: Part) {
  const [count, real] = x.shape;
  const padded = withSpares(x);
  const whole: Part = [0, padded.shape[1]];
  let tokens = padded.reshape([-1, stack.width]);
  for (let layer = 0; layer < stack.depth; layer++) {
    const block = `${name}.${layer}`;
    // Only the last one need not compute the others.
    const part = layer === stack.depth - 1 ? (asked ?? whole) : whole;
    const seen = layerNorm(arrays, `${block}.layernorm_before`, tokens.ref, epsilon);
    const mixed = attention(arrays, `${block}.attention`, seen, { count, real }, stack, part);
    tokens = partOf(tokens, count, part).add(mixed);
    const normed = layerNorm(arrays, `${block}.layernorm_after`, tokens.ref, epsilon);
    const wide = gelu(linear(arrays, `${block}.intermediate.dense`, normed));
    tokens = tokens.add(linear(arrays, `${block}.output.dense`, wide));
  }
  return tokens.reshape([count, -1, stack.width]);
}

/** A token [1, 1, D] and its position, before those of each picture. */
const repeated = (token: np.Array, count: number, times = 1): np.Array =>
  np.broadcastTo(token, [count, times, token.shape[2]]);

/** Positions [1, L + before, D] of the patches at `places` [B, N]: [B, N, D]. */
const positionsAt = (positions: np.Array, before: number, places: np.Array): np.Array =>
  np.take(positions.slice(0, [before]), places, 0);

/**
 * patches [B, L, P·P·C] in the order of their shuffle, of which the first `keep` are visible, and `places` [B, L], which patch each is
 * → pred [B, L, P·P·C] in the same order, or of the hidden ones alone [B, L − K, P·P·C]. Takes patches and places, and no parameter.
 */
export function predict(
  geometry: FullGeometry,
  learned: Arrays,
  fixed: Arrays,
  patches: np.Array,
  places: np.Array,
  keep: number,
  on: LossOn,
): np.Array {
  const { encoder, decoder, layerNormEps, patchSize, channels } = geometry;
  if (!decoder) throw new Error('a model without a decoder predicts nothing');
  const before = tokensBefore(geometry);
  const [count, length, dim] = patches.shape;
  const embeddings = 'vit.embeddings';

  // The projection's weight is a convolution's [D, C, P, P]; a patch is in the order row, column, channel.
  const projection = learned[`${embeddings}.patch_embeddings.projection.weight`].ref
    .transpose([0, 2, 3, 1])
    .reshape([encoder.width, patchSize * patchSize * channels])
    // As such, or jax-js would turn it anew at every multiplication.
    .neg();
  const visible = patches.slice([], [0, keep]).reshape([count * keep, dim]);
  const bias = learned[`${embeddings}.patch_embeddings.projection.bias`].ref;
  const embedded = bias.sub(np.inner(visible, projection)).reshape([count, keep, encoder.width]);
  const positions = fixed[`${embeddings}.position_embeddings`];
  const placed = embedded.add(positionsAt(positions.ref, before, places.ref.slice([], [0, keep])));
  const classToken = before
    ? learned[`${embeddings}.cls_token`].ref.add(positions.ref.slice([], [0, 1]))
    : undefined;
  const seen = classToken ? np.concatenate([repeated(classToken, count), placed], 1) : placed;
  let x = blocks(learned, 'vit.encoder.layer', seen, encoder, layerNormEps);
  const padded = x.shape[1];
  x = layerNorm(learned, 'vit.layernorm', x.reshape([count * padded, encoder.width]), layerNormEps);

  const latent = linear(learned, 'decoder.decoder_embed', x)
    .reshape([count, padded, decoder.width])
    .slice([], [0, keep + before]);
  const hidden = repeated(learned['decoder.mask_token'].ref, count, length - keep);
  const where = fixed['decoder.decoder_pos_embed'];
  const there = positionsAt(where.ref, before, places);
  const first = before ? repeated(where.ref.slice([], [0, before]), count, before) : undefined;
  const filled = np.concatenate([latent, hidden], 1).add(first ? np.concatenate([first, there], 1) : there);
  const asked = on === 'hidden' ? length - keep : length;
  const part: Part = [before + length - asked, before + length];
  x = blocks(learned, 'decoder.decoder_layers', filled, decoder, layerNormEps, part);
  x = layerNorm(learned, 'decoder.decoder_norm', x.reshape([count * asked, decoder.width]), layerNormEps);
  return linear(learned, 'decoder.decoder_pred', x).reshape([count, asked, dim]);
}

/** What a prediction of patches [B, N, P·P·C] is compared with. */
function targetOf(patches: np.Array, target: TrainedTarget): np.Array {
  if (target === 'pixels') return patches;
  const dim = patches.shape[2];
  const centred = patches.ref.sub(patches.mean(-1, { keepdims: true }));
  const variance = np
    .square(centred.ref)
    .sum(-1, { keepdims: true })
    .div(dim - 1);
  return centred.div(np.sqrt(variance.add(TARGET_EPSILON)));
}

/** The mean squared error of a batch, a scalar. Takes patches and places, and no parameter. */
export function lossOf(
  { geometry, target, on }: Task,
  learned: Arrays,
  fixed: Arrays,
  patches: np.Array,
  places: np.Array,
  keep: number,
): np.Array {
  const pred = predict(geometry, learned, fixed, patches.ref, places, keep, on);
  const truth = targetOf(patches, target).slice([], [on === 'hidden' ? keep : 0, patchCount(geometry)]);
  return np.square(pred.sub(lax.stopGradient(truth))).mean();
}
