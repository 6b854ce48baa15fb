import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { squareGeometry } from '../../test/square';
import { readConfig } from './config';
import { UnreadableModel } from './problem';
import { asWritten } from './written';

const said = (config: unknown): string => {
  try {
    readConfig(typeof config === 'string' ? config : JSON.stringify(config));
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableModel);
    return (error as Error).message;
  }
  return '';
};

test('what a config.json leaves out is as it is in transformers', () => {
  const base = {
    geometry: {
      ...squareGeometry(224, 16),
      encoder: { width: 768, depth: 12, heads: 12, mlp: 3072 },
      decoder: { width: 512, depth: 8, heads: 16, mlp: 2048 },
      layerNormEps: 1e-12,
    },
    target: 'pixels',
  };
  expect(readConfig('{}')).toEqual(base);
  expect(readConfig('{"hidden_size": null, "image_size": [224, 224], "norm_pix_loss": true}')).toEqual({
    ...base,
    target: 'normalised-pixels',
  });
});

test('height and width may differ, and channels be others than three', () => {
  const said = { image_size: [32, 128], patch_size: [16, 16], num_channels: 1 };
  expect(readConfig(JSON.stringify(said)).geometry).toMatchObject({
    height: 32,
    width: 128,
    patchSize: 16,
    channels: 1,
  });
});

test.each([
  ['7', 'it is not a JSON object'],
  ['null', 'it is not a JSON object'],
  ['[]', 'it is not a JSON object'],
  [{ image_size: '224' }, 'image_size is “224” and should be a positive whole number'],
  [{ image_size: [224, 112.5] }, 'image_size is 112.5 and should be a positive whole number'],
  [{ image_size: [224, 112, 3] }, 'image_size is [224, 112, 3] and should be a number, or height and width'],
  [{ patch_size: 0 }, 'patch_size is 0 and should be a positive whole number'],
  [{ hidden_size: 0.5 }, 'hidden_size is 0.5 and should be a positive whole number'],
  [{ num_hidden_layers: 1e9 }, 'num_hidden_layers is 1000000000 and should be at most 128'],
  [{ qkv_bias: null }, 'qkv_bias is null and should be true or false'],
  [{ num_channels: '3' }, 'num_channels is “3” and should be a positive whole number'],
  [{ layer_norm_eps: '1e-6' }, 'layer_norm_eps should be a number from 0 to 1'],
  ['{"layer_norm_eps": 1e999}', 'layer_norm_eps should be a number from 0 to 1'],
  [{ layer_norm_eps: -1 }, 'layer_norm_eps should be a number from 0 to 1'],
  [{ norm_pix_loss: 'false' }, 'norm_pix_loss is “false” and should be true or false'],
  [{ image_size: 225 }, 'image_size should be a multiple of patch_size'],
  [
    { model_type: 'swin', hidden_act: 'relu', hidden_size: -1 },
    'model_type is “swin” and should be “vit_mae” or “vit”; hidden_act is “relu” and should be “gelu”; hidden_size is -1 and should be a positive whole number',
  ],
])('%j: what does not fit is said', (config, fault) => {
  expect(said(config)).toBe(`“config.json” does not fit: ${fault}.`);
});

const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

test.each([
  [{ num_hidden_layers: 1000000 }, 'num_hidden_layers is 1000000 and should be at most 128'],
  [{ decoder_num_hidden_layers: 129 }, 'decoder_num_hidden_layers is 129 and should be at most 128'],
  ['{"hidden_size": 1e999}', 'hidden_size is an infinite number and should be a positive whole number'],
  ['{"hidden_size": -1e999}', 'hidden_size is an infinite number and should be a positive whole number'],
  ['{"image_size": [1e999, 1]}', 'image_size is an infinite number and should be a positive whole number'],
  [{ hidden_size: 2 ** 30 }, 'hidden_size is 1073741824 and should be at most 16384'],
  [{ num_attention_heads: 1e6 }, 'num_attention_heads is 1000000 and should be at most 16384'],
  [{ intermediate_size: 65537 }, 'intermediate_size is 65537 and should be at most 65536'],
  [{ image_size: 4096 }, 'image_size is 4096 and should be at most 2048'],
  [
    { image_size: 224, patch_size: 1 },
    'image_size and patch_size should make at most 128 patches along a picture',
  ],
  [{ hidden_size: 769 }, 'hidden_size should be a multiple of num_attention_heads'],
  [{ decoder_hidden_size: 500 }, 'decoder_hidden_size should be a multiple of decoder_num_attention_heads'],
  [{ layer_norm_eps: 1e300 }, 'layer_norm_eps should be a number from 0 to 1'],
  [`{"hidden_size": ${deep(63)}}`, 'hidden_size is a list and should be a positive whole number'],
  [`{"hidden_size": ${deep(64)}}`, 'it nests deeper than 64 levels'],
  [`{"hidden_size": ${deep(500_000)}}`, 'it nests deeper than 64 levels'],
  [
    { hidden_size: { deep: [1] }, model_type: 'x'.repeat(1e5) },
    `model_type is “${'x'.repeat(26)}…${'x'.repeat(13)}” and should be “vit_mae” or “vit”; hidden_size is an object and should be a positive whole number`,
  ],
  [
    { model_type: 'vit” and all is well' },
    'model_type is “vit" and all is well” and should be “vit_mae” or “vit”',
  ],
  [' '.repeat(2 ** 20 + 1), 'it is longer than 1 MB'],
])('what is larger than any model, or means to be, is said in few words', (config, fault) => {
  expect(said(config)).toBe(`“config.json” does not fit: ${fault}.`);
});

const built = JSON.parse(readFileSync('models/mae-tiny/model.json', 'utf8'));
const changed = (change: object) => ({ ...built, geometry: { ...built.geometry, ...change } });

test('a model.json is read by its geometry and its target', () => {
  const geometry = asWritten(built.geometry);
  expect(readConfig(JSON.stringify(built))).toEqual({ geometry, target: 'pixels' });
  expect(readConfig(JSON.stringify({ ...built, target: 'normalised-pixels' })).target).toBe(
    'normalised-pixels',
  );
  const { decoder, ...alone } = built.geometry;
  expect(readConfig(JSON.stringify({ geometry: alone, target: 'features' })).geometry).toEqual(
    asWritten(alone),
  );
  const wide = changed({ imageSize: [32, 128], channels: 1 });
  expect(readConfig(JSON.stringify(wide)).geometry).toMatchObject({ height: 32, width: 128, channels: 1 });
});

test.each([
  [{ geometry: null }, 'geometry is null and should be an object'],
  [changed({ encoder: null }), 'geometry.encoder is null and should be an object'],
  [changed({ decoder: 4 }), 'geometry.decoder is 4 and should be an object'],
  [
    changed({ decoder: { ...built.geometry.decoder, heads: 0 } }),
    'geometry.decoder.heads is 0 and should be a positive whole number',
  ],
  [changed({ encoder: { width: 192, depth: 12, heads: 3 } }), 'geometry.encoder.mlp is missing'],
  [changed({ patchSize: '16' }), 'geometry.patchSize is “16” and should be a positive whole number'],
  [changed({ patchSize: 15 }), 'geometry should have an imageSize that is a multiple of its patchSize'],
  [changed({ imageSize: 1024, patchSize: 4 }), 'geometry should make at most 128 patches along a picture'],
  [
    changed({ encoder: { ...built.geometry.encoder, depth: 1e6 } }),
    'geometry.encoder.depth is 1000000 and should be at most 128',
  ],
  [
    changed({ encoder: { ...built.geometry.encoder, heads: 5 } }),
    'geometry should have widths that are multiples of their heads',
  ],
  [changed({ layerNormEps: null }), 'geometry.layerNormEps should be a number from 0 to 1'],
  [
    { ...built, target: 'edges' },
    'target is “edges” and should be pixels, unit-pixels, normalised-pixels, normalised-channels or features',
  ],
])('a model.json that does not fit says where', (description, fault) => {
  expect(said(description)).toBe(`“model.json” does not fit: ${fault}.`);
});
