/**
 * What the tensors of a masked autoencoder are called: one table from the names of the published files on the hub (transformers 4),
 * which are ours too, to everybody else's. On the right: in memory in transformers 5, as its `save_pretrained` writes them, and
 * in the authors' files, and of an encoder that transformers saved alone. A name that stands in several rows is one tensor with
 * these stacked in rows, from top to bottom.
 */

/** In front of a block's number. */
const STACKS = {
  'vit.encoder.layer': ['vit.layers', 'blocks', 'encoder.layer', 'layers'],
  'decoder.decoder_layers': ['decoder.decoder_encoder.layer', 'decoder_blocks'],
};

/** Behind it, and in front of `weight` or `bias`. */
const PARTS = {
  layernorm_before: ['norm1'],
  'attention.attention.query': ['attention.q_proj', 'attn.qkv'],
  'attention.attention.key': ['attention.k_proj', 'attn.qkv'],
  'attention.attention.value': ['attention.v_proj', 'attn.qkv'],
  'attention.output.dense': ['attention.o_proj', 'attn.proj'],
  layernorm_after: ['norm2'],
  'intermediate.dense': ['mlp.fc1'],
  'output.dense': ['mlp.fc2'],
};

/** Outside of the blocks, without `weight` and `bias`. */
const OUTSIDE = {
  'vit.embeddings.cls_token': ['cls_token', 'embeddings.cls_token'],
  'vit.embeddings.position_embeddings': ['pos_embed', 'embeddings.position_embeddings'],
  'vit.embeddings.patch_embeddings.projection': [
    'patch_embed.proj',
    'embeddings.patch_embeddings.projection',
  ],
  'vit.layernorm': ['norm', 'layernorm'],
  'decoder.mask_token': ['mask_token'],
  'decoder.decoder_pos_embed': ['decoder_pos_embed'],
  'decoder.decoder_embed': ['decoder_embed'],
  'decoder.decoder_norm': ['decoder_norm'],
  'decoder.decoder_pred': ['decoder_pred'],
};

function byAnyName(
  table: Readonly<Record<string, readonly string[]>>,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [hub, others] of Object.entries(table)) {
    for (const name of [hub, ...others]) found.set(name, [...(found.get(name) ?? []), hub]);
  }
  return found;
}

const [stacks, parts, outside] = [STACKS, PARTS, OUTSIDE].map(byAnyName);

/** What a tensor is called on the hub: one name, several if it holds several in its rows, none if it is unknown. */
export function hubNames(name: string): readonly string[] {
  const [, module, kind] = /^(.*?)(\.(?:weight|bias))?$/s.exec(name) ?? [];
  const block = /^(\D+)\.(0|[1-9]\d*)\.(\D.*)$/.exec(module);
  if (!block) return (outside.get(module) ?? []).map((hub) => hub + (kind ?? ''));
  const [, stack, number, part] = block;
  return (stacks.get(stack) ?? []).flatMap((before) =>
    (parts.get(part) ?? []).map((behind) => `${before}.${number}.${behind}${kind ?? ''}`),
  );
}
