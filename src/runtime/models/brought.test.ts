/** Which of the files that people bring are a model's, and what is read beside the weights. */

import { expect, test } from 'vitest';
import { safetensors, torch } from '../../test/corpus/files';
import { config, encoder, type Plains, small, spelt } from '../../test/corpus/small';
import { zip } from '../../test/corpus/zip';
import { spell } from '../../words/say';
import { hasModel, hasWeights } from './brought';
import { openModel } from './open';

const file = (name: string, content: string | Uint8Array<ArrayBuffer> = 'text'): File =>
  new File([content], name);
const json = (name: string, value: unknown): File => file(name, JSON.stringify(value));
const whole = safetensors(small);
const described = json('config.json', config);

const entries = [...small];
const part = (from: number, to: number): Plains => new Map(entries.slice(from, to));
const shards = [part(0, 20), part(20, entries.length)].map((tensors, i) =>
  file(`model-0000${i + 1}-of-00002.safetensors`, safetensors(tensors)),
);
const index = json('model.safetensors.index.json', {
  weight_map: Object.fromEntries(entries.map(([name], i) => [name, shards[i < 20 ? 0 : 1].name])),
});

const titleOf = async (...files: File[]): Promise<string> => spell((await openModel(files)).title);
const refusalOf = (...files: File[]): Promise<string> =>
  openModel(files).then(
    () => 'it was opened',
    ({ message }) => message,
  );

test.each(['x.pth.tar', 'x.ckpt', 'x.th', 'x.pkl', 'weights', 'x.jpg'])(
  'weights that are called %s are weights',
  async (name) => {
    for (const bytes of [whole, torch(small)]) {
      expect(await hasWeights([file(name, bytes)])).toBe(true);
      expect(await titleOf(file(name, bytes))).toBe(name);
    }
  },
);

test('photographs, texts and archives of anything are none', async () => {
  const archive = zip([{ name: 'a.txt', content: new Uint8Array(9) }]);
  expect(await hasModel([file('photo.jpg', 'JFIF'), file('README.md'), file('papers.zip', archive)])).toBe(
    false,
  );
  expect(await hasWeights([described])).toBe(false);
  expect(await hasModel([described])).toBe(true);
  expect(await hasModel([file('damaged.pth', 'words')])).toBe(true);
});

test('a folder of the hub’s opens with all that lies in it', async () => {
  const beside = ['README.md', '.gitattributes', 'tf_model.h5', 'picture.png'].map((name) => file(name));
  const both = [file('pytorch_model.bin', torch(small)), file('model.safetensors', whole)];
  expect(await titleOf(...beside, ...both, described)).toBe('model.safetensors');
});

test('shards open together, with their index and without, and say which is missing', async () => {
  expect(await titleOf(...shards, index, described)).toBe('model.safetensors');
  expect(await titleOf(...shards, described)).toBe('model.safetensors');
  expect(await refusalOf(shards[1], index)).toBe(
    '“model.safetensors” is in 2 files, and “model-00001-of-00002.safetensors” is missing. Bring all of them at once.',
  );
  expect(await refusalOf(shards[0])).toContain('“model-00002-of-00002.safetensors” is missing');
  expect(await refusalOf(index, described)).toContain('none of them is here');
  const twice = file(shards[1].name, safetensors(part(0, entries.length)));
  expect(await refusalOf(shards[0], twice)).toContain('is in two of the files of “model.safetensors”');
  expect(await refusalOf(shards[0], json(index.name, { weight_map: 7 }))).toContain('it has no weight_map');
});

test('two models at once are told by their names', async () => {
  expect(await refusalOf(file('a.pth', torch(small)), file('b.pth', torch(small)))).toBe(
    'Those are 2 files of weights: “a.pth”, “b.pth”. Bring one of them, and its config.json if there is one.',
  );
  expect(await refusalOf(file('a.pth', whole), json('one.json', {}), json('other.json', {}))).toContain(
    'Those are 2 descriptions: “one.json”, “other.json”.',
  );
});

test('timm’s config.json leaves the geometry to the shapes, and says mean and deviation', async () => {
  const timm = json('config.json', {
    architecture: 'vit_large_patch16_224',
    num_features: 64,
    pretrained_cfg: { mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] },
  });
  const model = await openModel([
    file('model.safetensors', safetensors(spelt(encoder, 'the authors'))),
    timm,
  ]);
  expect(model.geometry).toMatchObject({ width: 32, height: 32, encoder: { width: 64 }, layerNormEps: 1e-6 });
  expect(model).toMatchObject({ target: 'features', mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] });
  expect(model.reading?.normalisation.origin).toBe('config.json');
});

test('preprocessor_config.json says how pictures are normalised, or that they are not', async () => {
  const opened = (said: object) =>
    openModel([file('model.safetensors', whole), described, json('preprocessor_config.json', said)]);
  const half = { image_mean: [0.5, 0.5, 0.5], image_std: [0.5, 0.5, 0.5] };
  expect(await opened(half)).toMatchObject({ mean: half.image_mean, std: half.image_std });
  expect(await opened({ ...half, do_normalize: false })).toMatchObject({ mean: [0, 0, 0], std: [1, 1, 1] });
  expect((await opened({})).reading?.normalisation.origin).toBe('assumed');
  await expect(opened({ ...half, image_std: [0.5, 0, 0.5] })).rejects.toThrow(
    '“preprocessor_config.json” does not fit: image_std should be greater than 0.',
  );
  await expect(opened({ ...half, image_mean: 0.5 })).rejects.toThrow(
    'image_mean is 0.5 and should be a list of numbers, one for each channel',
  );
});
