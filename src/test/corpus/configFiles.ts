/** Files that are told of by a config.json that no masked autoencoder has. */
import { WIDEST, WIDEST_MLP } from '../../runtime/checkpoint/bounds';
import { type Case, configured, file } from './case';
import { safetensors } from './files';
import { small } from './small';

const NAME = 'model.safetensors';
const weights = (): File => file(safetensors(small), NAME);
const told = (name: string, config: string, fault: string): Case => ({
  name: `config.json: ${name}`,
  files: () => [weights(), file(config, 'config.json')],
  outcome: `“config.json” does not fit: ${fault}.`,
});
const field = (change: object, fault: string): Case => ({
  name: `config.json: ${JSON.stringify(change).slice(0, 60)}`,
  files: () => [weights(), configured(change)],
  outcome: `“config.json” does not fit: ${fault}.`,
});

const counts = {
  image_size: 2048,
  patch_size: 2048,
  hidden_size: WIDEST,
  num_hidden_layers: 128,
  num_attention_heads: WIDEST,
  intermediate_size: WIDEST_MLP,
  decoder_hidden_size: WIDEST,
  decoder_num_hidden_layers: 128,
  decoder_num_attention_heads: WIDEST,
  decoder_intermediate_size: WIDEST_MLP,
};
const noCounts = [
  [0, '0'],
  [-4, '-4'],
  [0.5, '0.5'],
  ['64', '“64”'],
  [true, 'true'],
  [{}, 'an object'],
  [[], '[]'],
  [[[[]]], 'a list'],
] as const;
const deep = `${'['.repeat(1e5)}${']'.repeat(1e5)}`;

export const configCases: readonly Case[] = [
  ...Object.entries(counts).flatMap(([key, most]) => [
    ...noCounts.map(([value, shown]) =>
      field(
        { [key]: value },
        `${key} is ${shown} and should be ${key === 'image_size' && Array.isArray(value) ? 'a number, or height and width' : 'a positive whole number'}`,
      ),
    ),
    field({ [key]: most + 1 }, `${key} is ${most + 1} and should be at most ${most}`),
    field({ [key]: 1e15 }, `${key} is 1000000000000000 and should be at most ${most}`),
  ]),
  ...['swin', 'clip', 'x'.repeat(1000)].map((kind) =>
    field(
      { model_type: kind },
      `model_type is ${kind.length > 40 ? `“${'x'.repeat(26)}…${'x'.repeat(13)}”` : `“${kind}”`} and should be “vit_mae” or “vit”`,
    ),
  ),
  field({ hidden_act: 'relu' }, 'hidden_act is “relu” and should be “gelu”'),
  field({ num_channels: 513 }, 'num_channels is 513 and should be at most 512'),
  field({ image_size: [32, 32, 3] }, 'image_size is [32, 32, 3] and should be a number, or height and width'),
  field({ qkv_bias: 0 }, 'qkv_bias is 0 and should be true or false'),
  field({ norm_pix_loss: 'yes' }, 'norm_pix_loss is “yes” and should be true or false'),
  ...[-1, 2, '1e-6', null].map((eps) =>
    field({ layer_norm_eps: eps }, 'layer_norm_eps should be a number from 0 to 1'),
  ),
  field({ image_size: 33 }, 'image_size should be a multiple of patch_size'),
  field({ num_attention_heads: 3 }, 'hidden_size should be a multiple of num_attention_heads'),
  field(
    { decoder_num_attention_heads: 3 },
    'decoder_hidden_size should be a multiple of decoder_num_attention_heads',
  ),
  field({ image_size: 516 }, 'image_size and patch_size should make at most 128 patches along a picture'),
  ...['', '{', 'nul', '\u0000', '{"a":1}}', "{'a': 1}"].map((text) =>
    told(JSON.stringify(text), text, 'it is not JSON'),
  ),
  ...['7', 'null', '[]', '"vit_mae"'].map((text) =>
    told(JSON.stringify(text), text, 'it is not a JSON object'),
  ),
  told('a hundred thousand levels', deep, 'it nests deeper than 64 levels'),
  told('a hundred thousand levels in a field', `{"hidden_size":${deep}}`, 'it nests deeper than 64 levels'),
  {
    name: 'config.json: two megabytes',
    files: () => [weights(), file(`{"x":"${'x'.repeat(2 ** 21)}"}`, 'config.json')],
    outcome: '“config.json” is longer than 1 MB, which no such file is.',
  },
  {
    name: 'model.json: a geometry that is none',
    files: () => [weights(), file('{"geometry": 7}', 'model.json')],
    outcome: '“model.json” does not fit: geometry is 7 and should be an object.',
  },
];
