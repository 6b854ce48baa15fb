/** A trained model as files that the page, transformers and the recipe open: safetensors under the hub's names, and config.json. */

import { type FullGeometry, tokensBefore } from '../checkpoint/network';
import { tensorShapes } from '../checkpoint/shapes';
import type { TrainedTarget } from './options';
import type { Parameters } from './parameters';

export interface WrittenModel {
  readonly weights: Blob;
  /** The text of config.json. Absent for a model without a class token, which transformers has none of. */
  readonly config?: string;
}

/** Numbers begin at a multiple of so many bytes: https://github.com/huggingface/safetensors#format */
const ALIGNED = 8;

/** A safetensors file of float32 in the order of `shapes`; `remarks` go into its metadata. Throws Error when a tensor is missing or has other numbers. */
export function writeSafetensors(
  tensors: Parameters,
  shapes: ReadonlyMap<string, readonly number[]>,
  remarks: Readonly<Record<string, string>> = {},
): Blob {
  const header: Record<string, unknown> = { __metadata__: { format: 'pt', ...remarks } };
  const parts: Float32Array<ArrayBuffer>[] = [];
  let end = 0;
  for (const [name, shape] of shapes) {
    const values = tensors.get(name);
    const count = shape.reduce((product, side) => product * side, 1);
    if (values?.length !== count)
      throw new Error(`${name} should hold ${count} numbers, not ${values?.length}`);
    header[name] = { dtype: 'F32', shape, data_offsets: [end, end + values.byteLength] };
    end += values.byteLength;
    parts.push(values);
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const padded = new Uint8Array(Math.ceil(text.length / ALIGNED) * ALIGNED).fill(0x20);
  padded.set(text);
  const length = new DataView(new ArrayBuffer(8));
  length.setBigUint64(0, BigInt(padded.length), true);
  return new Blob([length, padded, ...parts]);
}

/** As transformers' `ViTMAEForPreTraining.save_pretrained` says it. */
function configOf(geometry: FullGeometry, target: TrainedTarget, ratio: number): string | undefined {
  const { height, width, patchSize, channels, encoder, decoder, layerNormEps } = geometry;
  if (!decoder || tokensBefore(geometry) === 0) return undefined;
  const config = {
    architectures: ['ViTMAEForPreTraining'],
    model_type: 'vit_mae',
    image_size: height === width ? height : [height, width],
    patch_size: patchSize,
    num_channels: channels,
    hidden_size: encoder.width,
    num_hidden_layers: encoder.depth,
    num_attention_heads: encoder.heads,
    intermediate_size: encoder.mlp,
    decoder_hidden_size: decoder.width,
    decoder_num_hidden_layers: decoder.depth,
    decoder_num_attention_heads: decoder.heads,
    decoder_intermediate_size: decoder.mlp,
    layer_norm_eps: layerNormEps,
    hidden_act: 'gelu',
    qkv_bias: true,
    hidden_dropout_prob: 0,
    attention_probs_dropout_prob: 0,
    mask_ratio: ratio,
    norm_pix_loss: target === 'normalised-pixels',
    torch_dtype: 'float32',
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

/** Weights of a geometry, heads and target told in both files: either is enough for the page. */
export function writtenModel(
  geometry: FullGeometry,
  parameters: Parameters,
  { target, ratio }: { readonly target: TrainedTarget; readonly ratio: number },
): WrittenModel {
  const { encoder, decoder = encoder } = geometry;
  const remarks = { heads: `${encoder.heads} ${decoder.heads}`, target };
  const config = configOf(geometry, target, ratio);
  return {
    weights: writeSafetensors(parameters, tensorShapes(geometry), remarks),
    ...(config !== undefined && { config }),
  };
}
