import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openModel } from './open';

const weights = readFileSync('e2e/fixtures/checkpoints/hub/model.safetensors');
const config = readFileSync('e2e/fixtures/checkpoints/hub/config.json');

const idOf = async (name: string): Promise<string> => {
  const { id } = await openModel([new File([weights], name), new File([config], 'config.json')]);
  return id;
};

test('files of different names are different models, in whatever letters they are written', async () => {
  const names = ['модель', 'модуль', '模型', '原型', 'a b', 'a_b', 'a  b', 'a&b', '🐈', '🐕', 'plain-1.2'];
  const ids = await Promise.all(names.map((name) => idOf(`${name}.safetensors`)));
  expect(new Set(ids).size).toBe(names.length);
  expect(ids.at(-1)).toBe('file-plain-1.2.safetensors');
  expect(ids[0]).toBe('file-модель.safetensors');
  expect(await idOf('a b.safetensors')).toBe(ids[4]);
});
