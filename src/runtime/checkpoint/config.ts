/**
 * What lies beside a file of weights. `config.json` of transformers' `ViTMAEForPreTraining`: the geometry, and what the decoder predicts. It is believed to the letter: the
 * published ones say `layer_norm_eps` 1e-12 where the authors trained with 1e-6, and 1e-12 is what transformers computes with.
 * Or `model.json` of a folder that `models/recipe/export.py` wrote.
 */
import type { FullGeometry, Stack } from './network';
import { UnreadableModel } from './problem';

/** Of transformers, for what a config.json leaves out. */
const DEFAULTS = {
  image_size: 224,
  patch_size: 16,
  hidden_size: 768,
  num_hidden_layers: 12,
  num_attention_heads: 12,
  intermediate_size: 3072,
  decoder_hidden_size: 512,
  decoder_num_hidden_layers: 8,
  decoder_num_attention_heads: 16,
  decoder_intermediate_size: 2048,
};

const FIXED: Readonly<Record<string, unknown>> = {
  model_type: 'vit_mae',
  hidden_act: 'gelu',
  num_channels: 3,
  qkv_bias: true,
};

type Config = Record<keyof typeof DEFAULTS, number>;

/** Height and width, where they are the same. */
const single = (value: unknown): unknown =>
  Array.isArray(value) && new Set(value).size === 1 ? value[0] : value;

interface Described {
  readonly geometry: FullGeometry;
  readonly normalised: boolean;
}

const isWhole = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0;

/** The geometry in a `model.json`, if it is one. */
function exported({ geometry, target }: Record<string, unknown>): Described | undefined {
  const { imageSize, patchSize, encoder, decoder, layerNormEps } = (geometry ?? {}) as Partial<FullGeometry>;
  const isStack = (stack: Partial<Stack> = {}): boolean =>
    [stack.width, stack.depth, stack.heads, stack.mlp].every(isWhole);
  const isGeometry =
    [imageSize, patchSize].every(isWhole) &&
    isStack(encoder) &&
    isStack(decoder) &&
    typeof layerNormEps === 'number';
  if (!isGeometry) return undefined;
  return { geometry: geometry as FullGeometry, normalised: target === 'normalised-pixels' };
}

/** Throws UnreadableModel. */
export function readConfig(text: string): Described {
  const wrong = (what: string): UnreadableModel => new UnreadableModel(`config.json does not fit: ${what}.`);
  let said: Record<string, unknown>;
  try {
    said = JSON.parse(text);
  } catch {
    throw wrong('it is not JSON');
  }
  if (typeof said !== 'object' || said === null || Array.isArray(said))
    throw wrong('it is not a JSON object');
  const own = exported(said);
  if (own) return own;
  const faults = Object.entries(FIXED)
    .filter(([key, value]) => key in said && said[key] !== value)
    .map(([key, value]) => `${key} is ${JSON.stringify(said[key])} and should be ${JSON.stringify(value)}`);
  const config: Config = { ...DEFAULTS };
  for (const key of Object.keys(DEFAULTS) as (keyof Config)[]) {
    const value = single(said[key] ?? DEFAULTS[key]);
    if (isWhole(value)) config[key] = value as number;
    else faults.push(`${key} is ${JSON.stringify(said[key])} and should be a positive whole number`);
  }
  const { layer_norm_eps: layerNormEps = 1e-12, norm_pix_loss: normalised = false } = said;
  if (typeof layerNormEps !== 'number' || layerNormEps < 0) faults.push('layer_norm_eps should be a number');
  if (config.image_size % config.patch_size) faults.push('image_size should be a multiple of patch_size');
  if (faults.length) throw wrong(faults.join('; '));
  const geometry: FullGeometry = {
    imageSize: config.image_size,
    patchSize: config.patch_size,
    encoder: {
      width: config.hidden_size,
      depth: config.num_hidden_layers,
      heads: config.num_attention_heads,
      mlp: config.intermediate_size,
    },
    decoder: {
      width: config.decoder_hidden_size,
      depth: config.decoder_num_hidden_layers,
      heads: config.decoder_num_attention_heads,
      mlp: config.decoder_intermediate_size,
    },
    layerNormEps: layerNormEps as number,
  };
  return { geometry, normalised: Boolean(normalised) };
}
