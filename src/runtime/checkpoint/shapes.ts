/** Which tensors a masked autoencoder of some geometry has, under the names that files on the hub give them. */
import { patchCount, patchDim } from '../../mae/geometry';
import { type FullGeometry, type Stack, tokensBefore } from './network';

export type Shape = readonly number[];

function* linear(name: string, inputs: number, outputs: number): Generator<[string, Shape]> {
  yield [`${name}.weight`, [outputs, inputs]];
  yield [`${name}.bias`, [outputs]];
}

function* norm(name: string, width: number): Generator<[string, Shape]> {
  yield [`${name}.weight`, [width]];
  yield [`${name}.bias`, [width]];
}

function* blocks(name: string, { width, depth, mlp }: Stack): Generator<[string, Shape]> {
  for (let layer = 0; layer < depth; layer++) {
    const block = `${name}.${layer}`;
    yield* norm(`${block}.layernorm_before`, width);
    for (const part of ['query', 'key', 'value']) {
      yield* linear(`${block}.attention.attention.${part}`, width, width);
    }
    yield* linear(`${block}.attention.output.dense`, width, width);
    yield* norm(`${block}.layernorm_after`, width);
    yield* linear(`${block}.intermediate.dense`, width, mlp);
    yield* linear(`${block}.output.dense`, mlp, width);
  }
}

function* decoderShapes(
  encoder: Stack,
  { width, ...stack }: Stack,
  tokens: number,
  dim: number,
): Generator<[string, Shape]> {
  yield ['decoder.mask_token', [1, 1, width]];
  yield ['decoder.decoder_pos_embed', [1, tokens, width]];
  yield* linear('decoder.decoder_embed', encoder.width, width);
  yield* blocks('decoder.decoder_layers', { width, ...stack });
  yield* norm('decoder.decoder_norm', width);
  yield* linear('decoder.decoder_pred', width, dim);
}

/** Every tensor and its shape: those of the encoder begin with "vit.", the others with "decoder.". */
export function tensorShapes(geometry: FullGeometry): ReadonlyMap<string, Shape> {
  const { encoder, decoder, patchSize, channels } = geometry;
  const before = tokensBefore(geometry);
  const tokens = patchCount(geometry) + before;
  const embeddings = 'vit.embeddings';
  return new Map<string, Shape>([
    ...(before ? ([[`${embeddings}.cls_token`, [1, 1, encoder.width]]] as const) : []),
    [`${embeddings}.position_embeddings`, [1, tokens, encoder.width]],
    [`${embeddings}.patch_embeddings.projection.weight`, [encoder.width, channels, patchSize, patchSize]],
    [`${embeddings}.patch_embeddings.projection.bias`, [encoder.width]],
    ...blocks('vit.encoder.layer', encoder),
    ...norm('vit.layernorm', encoder.width),
    ...(decoder ? decoderShapes(encoder, decoder, tokens, patchDim(geometry)) : []),
  ]);
}
