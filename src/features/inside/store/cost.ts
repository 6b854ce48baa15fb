/** What each half of a network costs at each mask ratio: tokens, time, and memory in training. */
import { patchCount } from '../../../mae/geometry';
import { lenKeep } from '../../../mae/mask';
import { type FullGeometry, type Stack, tokensBefore } from '../../../runtime/checkpoint/network';
import { RATIOS, type Times } from '../../../store/times';

const FLOAT = 4;

/**
 * Bytes that `depth` blocks keep of T tokens for the way back, when they are trained on one picture in float32:
 *
 *     4 · depth · (8 · T · width + 2 · T · mlp + heads · T · T)
 *
 * Eight rows of `width` a token: what goes into both layer norms, into the projections to query, key and value, those three, what goes
 * into the projection after them, and into the MLP; two of `mlp`, before and after GELU; and the attention weights. That is the count of
 * Korthikanti et al., Reducing Activation Recomputation in Large Transformer Models (https://arxiv.org/abs/2205.05198), section 4.1,
 * without dropout. Where attention is computed in tiles that are forgotten, as in FlashAttention, the last term goes.
 */
export const activationBytes = (tokens: number, { width, depth, heads, mlp }: Stack): number =>
  FLOAT * depth * (8 * tokens * width + 2 * tokens * mlp + heads * tokens * tokens);

export interface HalfCost {
  /** Those of the patches, and the class token where there is one. */
  readonly tokens: number;
  /** Estimated. */
  readonly bytes: number;
  /** Undefined until it is measured. On a GPU only the sum of both counts. */
  readonly ms: number | undefined;
}

export interface Cost {
  /** 0 … 1 */
  readonly ratio: number;
  readonly encoder: HalfCost;
  /** Absent where there is only an encoder. */
  readonly decoder?: HalfCost;
}

/** Of both halves together, which is all that a GPU tells. */
export const bothMs = ({ encoder, decoder }: Cost): number | undefined =>
  encoder.ms === undefined ? undefined : encoder.ms + (decoder?.ms ?? 0);

/** Of the ratios that are measured, the first of which hides nothing: what an encoder costs there, it costs at every ratio if it is given mask tokens too. */
export function costsOf(geometry: FullGeometry, times: readonly Times[]): readonly Cost[] {
  const { encoder, decoder } = geometry;
  const patches = patchCount(geometry);
  const half = (seen: number, stack: Stack, ms: number | undefined): HalfCost => {
    const tokens = seen + tokensBefore(geometry);
    return { tokens, bytes: activationBytes(tokens, stack), ms };
  };
  return RATIOS.map((ratio, i) => ({
    ratio,
    encoder: half(lenKeep(patches, ratio), encoder, times[i]?.encoderMs),
    ...(decoder && { decoder: half(patches, decoder, times[i]?.decoderMs) }),
  }));
}
