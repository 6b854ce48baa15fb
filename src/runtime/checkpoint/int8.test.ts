import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import table from '../../../models/checkpoints.json' with { type: 'json' };
import { safetensors } from '../../test/corpus/files';
import { int8 } from '../../test/corpus/int8';
import { type Family, small, spelt } from '../../test/corpus/small';
import fixture from './fixtures/widened.json';
import { openCheckpoint } from './open';
import type { Precision } from './precision';
import { readAs } from './widen';

const families = Object.keys(table.families) as Family[];
const spellings = [
  ['the hub', small],
  ...families
    .filter((family) => !family.includes('alone'))
    .map((family) => [family, spelt(small, family)] as const),
] as const;

test.each(spellings)('%s: a file of int8 is the file of its widened numbers', async (_, tensors) => {
  const { bytes, widened } = int8(tensors);
  const stored = await openCheckpoint(new Blob([bytes]), 'int8.safetensors');
  const plain = await openCheckpoint(new Blob([safetensors(widened)]), 'plain.safetensors');
  expect({ ...stored, name: '', tensors: [...stored.tensors.keys()] }).toEqual({
    ...plain,
    name: '',
    tensors: [...plain.tensors.keys()],
  });
  for (const [name, tensor] of plain.tensors) {
    const found = stored.tensors.get(name) ?? tensor;
    for (const precision of ['float32', 'float16'] as const) {
      const [ours, theirs] = await Promise.all([readAs(found, precision), readAs(tensor, precision)]);
      expect(Buffer.compare(ours, theirs), name).toBe(0);
    }
  }
});

test.each(Object.entries(fixture.sha256))(
  'the built-in weights in %s are the recipe’s to the bit',
  async (precision, sha256) => {
    const file = new Blob([readFileSync(`models/${fixture.model}/model.safetensors`)]);
    const { tensors } = await openCheckpoint(file, 'model.safetensors');
    const hash = createHash('sha256');
    for (const name of [...tensors.keys()].sort()) {
      const tensor = tensors.get(name);
      if (tensor) hash.update(await readAs(tensor, precision as Precision));
    }
    expect(hash.digest('hex')).toBe(sha256);
  },
);
