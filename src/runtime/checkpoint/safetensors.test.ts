import { expect, test } from 'vitest';
import { readSafetensors } from './safetensors';

/** A file of this list of tensors and 64 zeros. */
function file(list: unknown): Blob {
  const header = new TextEncoder().encode(typeof list === 'string' ? list : JSON.stringify(list));
  const length = new DataView(new ArrayBuffer(8));
  length.setBigUint64(0, BigInt(header.length), true);
  return new Blob([length.buffer, header, new Uint8Array(64)]);
}

const entry = { dtype: 'F32', shape: [4, 4], data_offsets: [0, 64] };

test('every entry is a tensor, whatever its name', async () => {
  const names = ['a', '', '0', 'constructor', 'prototype', '__proto__'];
  const list = `{${names.map((name) => `${JSON.stringify(name)}: ${JSON.stringify(entry)}`).join()}}`;
  const { names: found, locate } = await readSafetensors(file(list), 'x');
  expect([...found].sort()).toEqual(names.sort());
  const tensors = await locate(['a']);
  expect(tensors.get('a')).toMatchObject({ type: 'F32', shape: [4, 4], start: 8 + list.length });
});

test.each([
  ['null', 'its list of tensors cannot be read'],
  ['7', 'its list of tensors cannot be read'],
  ['{', 'its list of tensors cannot be read'],
  [[entry, 7], 'it does not say where “1” is'],
  [{ a: null }, 'it does not say where “a” is'],
  [{ a: 'F32' }, 'it does not say where “a” is'],
  [{ a: { ...entry, dtype: 32 } }, 'it does not say where “a” is'],
  [{ a: { ...entry, shape: '4,4' } }, 'it does not say where “a” is'],
  [{ a: { ...entry, shape: [4, -4] } }, 'it does not say where “a” is'],
  [{ a: { ...entry, shape: [4, '4'] } }, 'it does not say where “a” is'],
  [{ a: { ...entry, data_offsets: [0] } }, 'it does not say where “a” is'],
  [{ a: { ...entry, data_offsets: [0, 32, 64] } }, 'it does not say where “a” is'],
  [{ a: { ...entry, data_offsets: [0, 1e300] } }, 'it does not say where “a” is'],
  [{ a: { ...entry, data_offsets: [0, 65] } }, 'it ends before “a” does'],
  [{ a: { ...entry, data_offsets: [64, 0] } }, '“a” takes -64 bytes and should take 64'],
  [{ a: { ...entry, shape: [4, 5] } }, '“a” takes 64 bytes and should take 80'],
])('%j is no list of tensors, and a sentence says why', async (list, fault) => {
  await expect(readSafetensors(file(list), 'x')).rejects.toMatchObject({
    name: 'UnreadableModel',
    message: `“x” is not a whole safetensors file: ${fault}.`,
  });
});

test('a type that every object has by that name is a type that nobody knows', async () => {
  for (const dtype of ['constructor', 'toString', '__proto__']) {
    const { locate } = await readSafetensors(file({ a: { ...entry, dtype } }), 'x');
    expect((await locate(['a'])).get('a')?.type).toBe(dtype);
  }
});

const name = 'w'.repeat(1e6);

test.each([
  [
    { [name]: null },
    `is not a whole safetensors file: it does not say where “${'w'.repeat(53)}…${'w'.repeat(26)}” is`,
  ],
  [
    Object.fromEntries(Array.from({ length: 24_001 }, (_, i) => [i, entry])),
    'holds more than 24,000 tensors, which no model needs, so it was not opened',
  ],
  [
    `{"a":"${'x'.repeat(4 * 2 ** 20)}"}`,
    'has a list of tensors longer than 4 MB, which no model needs, so it was not opened',
  ],
  ['['.repeat(1e6) + ']'.repeat(1e6), 'is not a whole safetensors file: its list of tensors cannot be read'],
  [
    { a: { ...entry, shape: [...new Array(40).fill(2 ** 53 - 1), 0] } },
    'is not a whole safetensors file: it does not say where “a” is',
  ],
])('what is larger than any model, or means to be, is said in few words', async (list, fault) => {
  await expect(readSafetensors(file(list), 'x')).rejects.toMatchObject({
    name: 'UnreadableModel',
    message: `“x” ${fault}.`,
  });
});

test.each([
  [
    { heads: '3 2', target: 'pixels' },
    { heads: [3, 2], target: 'pixels' },
  ],
  [{ target: 'normalised-pixels' }, { target: 'normalised-pixels' }],
  [{ heads: '3 2', target: 'edges' }, { heads: [3, 2] }],
  [{ format: 'pt' }, {}],
  [{ heads: '0 0' }, {}],
  [{ heads: '3 0' }, {}],
  [{ heads: `1 ${'9'.repeat(400)}` }, {}],
  [{ heads: '3' }, {}],
  [{ heads: [3, 2], target: null }, {}],
  [null, {}],
  ['pt', {}],
])('of metadata %j only what train.py writes is taken', async (metadata, remarks) => {
  const read = await readSafetensors(file({ __metadata__: metadata, a: entry }), 'x');
  expect(read.remarks).toEqual(remarks);
  expect(read.names).toEqual(['a']);
});
