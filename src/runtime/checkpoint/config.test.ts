import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig } from './config';
import { UnreadableModel } from './problem';

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
      imageSize: 224,
      patchSize: 16,
      encoder: { width: 768, depth: 12, heads: 12, mlp: 3072 },
      decoder: { width: 512, depth: 8, heads: 16, mlp: 2048 },
      layerNormEps: 1e-12,
    },
    normalised: false,
  };
  expect(readConfig('{}')).toEqual(base);
  expect(readConfig('{"hidden_size": null, "image_size": [224, 224], "norm_pix_loss": true}')).toEqual({
    ...base,
    normalised: true,
  });
});

test.each([
  ['7', 'it is not a JSON object'],
  ['null', 'it is not a JSON object'],
  ['[]', 'it is not a JSON object'],
  [{ image_size: '224' }, 'image_size is "224" and should be a positive whole number'],
  [{ image_size: [224, 112] }, 'image_size is [224,112] and should be a positive whole number'],
  [{ patch_size: 0 }, 'patch_size is 0 and should be a positive whole number'],
  [{ hidden_size: 0.5 }, 'hidden_size is 0.5 and should be a positive whole number'],
  [{ num_hidden_layers: 1e9 }, 'num_hidden_layers is 1000000000 and should be at most 65536'],
  [{ qkv_bias: null }, 'qkv_bias is null and should be true'],
  [{ num_channels: '3' }, 'num_channels is "3" and should be 3'],
  [{ layer_norm_eps: '1e-6' }, 'layer_norm_eps should be a number'],
  ['{"layer_norm_eps": 1e999}', 'layer_norm_eps should be a number'],
  [{ layer_norm_eps: -1 }, 'layer_norm_eps should be a number'],
  [{ norm_pix_loss: 'false' }, 'norm_pix_loss is "false" and should be true or false'],
  [{ image_size: 225 }, 'image_size should be a multiple of patch_size'],
  [
    { model_type: 'vit', hidden_act: 'relu', hidden_size: -1 },
    'model_type is "vit" and should be "vit_mae"; hidden_act is "relu" and should be "gelu"; hidden_size is -1 and should be a positive whole number',
  ],
])('%j: what does not fit is said', (config, fault) => {
  expect(said(config)).toBe(`config.json does not fit: ${fault}.`);
});

const built = JSON.parse(readFileSync('models/mae-tiny/model.json', 'utf8'));
const changed = (change: object) => ({ ...built, geometry: { ...built.geometry, ...change } });

test('a model.json is read by its geometry and its target', () => {
  expect(readConfig(JSON.stringify(built))).toEqual({ geometry: built.geometry, normalised: false });
  expect(readConfig(JSON.stringify({ ...built, target: 'normalised-pixels' })).normalised).toBe(true);
  const { decoder, ...alone } = built.geometry;
  expect(readConfig(JSON.stringify({ geometry: alone, target: 'features' })).geometry).toEqual(alone);
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
  [changed({ patchSize: '16' }), 'geometry.patchSize is "16" and should be a positive whole number'],
  [changed({ patchSize: 15 }), 'geometry should have an imageSize that is a multiple of its patchSize'],
  [changed({ layerNormEps: null }), 'geometry.layerNormEps should be a number'],
  [{ ...built, target: 'edges' }, 'target is "edges" and should be pixels, normalised-pixels or features'],
])('a model.json that does not fit says where', (description, fault) => {
  expect(said(description)).toBe(`model.json does not fit: ${fault}.`);
});
