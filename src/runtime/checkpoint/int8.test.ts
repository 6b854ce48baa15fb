import { expect, test } from 'vitest';
import table from '../../../models/checkpoints.json';
import { safetensors } from '../../test/corpus/files';
import { int8 } from '../../test/corpus/int8';
import { type Family, small, spelt } from '../../test/corpus/small';
import { openCheckpoint } from './open';
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
