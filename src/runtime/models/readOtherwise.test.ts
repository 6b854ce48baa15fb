import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { safetensors } from '../../test/corpus/files';
import { type Plain, small } from '../../test/corpus/small';
import { spell } from '../../words/say';
import type { Reading } from '../checkpoint/reading';
import { readTensor } from '../checkpoint/widen';
import { isSameNetwork, type Model, type OpenedFile } from './model';
import { filesOfOpened, openModel } from './open';
import { possibleHeads, readOtherwise } from './readOtherwise';

const opened = async (...paths: string[]): Promise<Model & { reading: Reading }> => {
  const files = paths.map(
    (path) =>
      new File([readFileSync(`e2e/fixtures/checkpoints/${path}`)], path.slice(path.lastIndexOf('/') + 1)),
  );
  const model = await openModel(files);
  if (!model.reading) throw new Error('it does not say how it is read');
  return { ...model, reading: model.reading };
};
const sourceOf = ({ source }: Model): string => source.map(spell).join(' ');
const originsOf = ({ reading }: { reading: Reading }) =>
  Object.fromEntries(Object.entries(reading).map(([aspect, { origin }]) => [aspect, origin]));

test('of everything that shapes do not tell it is known from where it was taken', async () => {
  expect(originsOf(await opened('hub/model.safetensors', 'hub/config.json'))).toEqual({
    target: 'config.json',
    order: 'family',
    grid: 'config.json',
    bands: 'assumed',
    heads: 'config.json',
    layerNormEps: 'config.json',
    normalisation: 'assumed',
  });
  expect(originsOf(await opened('authors/checkpoint-799.pth'))).toEqual({
    target: 'options',
    order: 'family',
    grid: 'assumed',
    bands: 'assumed',
    heads: 'assumed',
    layerNormEps: 'assumed',
    normalisation: 'assumed',
  });
});

test('to draw a prediction otherwise needs no other network; other heads do', async () => {
  const model = await opened('memory/trained.safetensors');
  const normalised = readOtherwise(model, { target: 'normalised-pixels' });
  expect(normalised).toMatchObject({
    target: 'normalised-pixels',
    reading: { target: { origin: 'person' } },
  });
  expect(isSameNetwork(model, normalised)).toBe(true);
  expect(sourceOf(normalised)).not.toContain('pixels were assumed');
  const ordered = readOtherwise(model, { order: 'c p q' });
  expect(ordered).toMatchObject({
    order: 'c p q',
    target: 'pixels',
    reading: { order: { origin: 'person' } },
  });
  expect(isSameNetwork(model, ordered)).toBe(true);
  expect(sourceOf(normalised)).toContain('heads');
  const wide = readOtherwise(model, { grid: { rows: 4, columns: 16 } });
  expect(wide.geometry).toMatchObject({ height: 16, width: 64, patchSize: 4 });
  expect(sourceOf(wide)).not.toContain('patches were assumed');
  expect(isSameNetwork(model, wide)).toBe(true);
  const heads = readOtherwise(model, { decoderHeads: 2 });
  expect(heads.geometry.decoder?.heads).toBe(2);
  expect(heads.geometry.encoder.heads).toBe(model.geometry.encoder.heads);
  expect(isSameNetwork(model, heads)).toBe(false);
  expect(sourceOf(heads)).not.toContain('Attention heads');
  expect(heads.id).toBe(model.id);
});

test('of a file with two sets of weights either can be chosen', async () => {
  const average = new Map(
    [...small].map(([name, { shape, values }]) => [
      name,
      { shape, values: values.map((value) => value / 2) },
    ]),
  );
  const both = new Map<string, Plain>([...small].map(([name, tensor]) => [`model.${name}`, tensor]));
  for (const [name, tensor] of average) both.set(`ema.${name}`, tensor);
  const model = await openModel([new File([safetensors(both)], 'both.safetensors')]);
  expect(model.sets).toEqual(['model.', 'ema.']);
  expect(sourceOf(model)).toContain('“model” was taken, and not “ema”');
  const files = filesOfOpened(model) ?? [];
  const other = await openModel(files, 'ema.');
  expect(other.sets).toEqual(['ema.', 'model.']);
  const first = async ({ files }: Model): Promise<number> => {
    const tensor = (files as OpenedFile).tensors.get('vit.layernorm.weight');
    return tensor ? (await readTensor(tensor))[0] : Number.NaN;
  };
  expect(await first(other)).toBe((await first(model)) / 2);
});

test('heads share a width', () => {
  expect(possibleHeads(12)).toEqual([1, 2, 3, 4, 6, 12]);
  expect(Math.max(...possibleHeads(1024))).toBe(64);
});
