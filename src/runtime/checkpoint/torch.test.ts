/** Files of PyTorch that mean harm: each is refused in a sentence, and soon. */
import { expect, test, vi } from 'vitest';
import { type Bytes, join } from '../../test/corpus/bytes';
import * as py from '../../test/corpus/pickle';
import { type Part, zip } from '../../test/corpus/zip';
import { MOST_LISTED, MOST_STEPS } from './bounds';
import { UnreadableModel } from './problem';
import { readTorch } from './torch';

vi.setConfig({ testTimeout: 10_000 });

const data: Part = { name: 'archive/data/0', content: new Uint8Array(64) };

const file = (table: Uint8Array, ...parts: readonly Part[]): Blob =>
  new Blob([zip([{ name: 'archive/data.pkl', content: py.pickle(table) }, data, ...parts])]);

const tensor = (shape: readonly number[]): Bytes =>
  py.rebuilt(py.storage('FloatStorage', '0', 16), py.int(0), py.ints(shape), py.ints(py.stridesOf(shape)));

const NO_TENSORS = '“x.pth” holds no tensors by name, however deep one looks.';

async function refusal(blob: Blob): Promise<string> {
  const error = await readTorch(blob, 'x.pth')
    .then(({ locate }) => locate(['w']))
    .catch((problem) => problem);
  expect(error).toBeInstanceOf(UnreadableModel);
  return error.message;
}

test('a name that is 2⁴⁰ lists is never spelt out', async () => {
  const lists = py.doubling(40);
  expect(await refusal(file(py.dict([lists, tensor([16])])))).toBe(NO_TENSORS);
  expect(await refusal(file(join(lists, lists, [0x93])))).toContain(
    '“x.pth” has a table of tensors with a name that is no text in it',
  );
  expect(await refusal(file(py.dict([py.text('a'), lists])))).toBe(NO_TENSORS);
  expect(await refusal(file(lists))).toBe(NO_TENSORS);
});

test.each([
  ['none at all', py.none],
  ['text', py.text('numbers')],
  ['2⁴⁰ lists', py.doubling(40)],
  ['a storage that is not there', py.storage('FloatStorage', '7', 16)],
])('a tensor whose storage is %s has no numbers', async (_, storage) => {
  const told = py.rebuilt(storage, py.int(0), py.ints([16]), py.ints([1]));
  expect(await refusal(file(py.dict([py.text('w'), told])))).toBe(
    '“x.pth” does not hold the numbers of “w”.',
  );
});

test.each([
  ['the shape', py.rebuilt(py.storage('FloatStorage', '0', 16), py.int(0), py.doubling(40), py.ints([1]))],
  ['the strides', py.rebuilt(py.storage('FloatStorage', '0', 16), py.int(0), py.ints([16]), py.doubling(40))],
  [
    'the offset',
    py.rebuilt(py.storage('FloatStorage', '0', 16), py.doubling(40), py.ints([16]), py.ints([1])),
  ],
  ['a call without arguments', py.call(py.global('torch._utils', '_rebuild_tensor_v2'))],
])('%s can be anything', async (_, told) => {
  expect(await refusal(file(py.dict([py.text('w'), told])))).toBe(
    '“x.pth” does not hold the numbers of “w”.',
  );
});

test('a shape of a thousand sides is none', async () => {
  const sides = py.ints(new Array(1000).fill(1));
  const told = py.rebuilt(py.storage('FloatStorage', '0', 16), py.int(0), sides, sides);
  expect(await refusal(file(py.dict([py.text('w'), told])))).toBe(
    '“x.pth” does not hold the numbers of “w”.',
  );
});

test('an archive of 100,000 files that no tensor needs is not read file by file', async () => {
  const many = Array.from({ length: 100_000 }, (_, i) => ({
    name: `archive/data/${i + 1}`,
    content: new Uint8Array(0),
  }));
  const archive = file(py.dict([py.text('w'), tensor([16])]), ...many);
  const reads = vi.spyOn(archive, 'slice');
  const { names, locate } = await readTorch(archive, 'x.pth');
  expect([...(await locate(names)).keys()]).toEqual(['w']);
  expect(reads.mock.calls.length).toBeLessThan(10);
});

test('a list of contents without end is not read', async () => {
  const long = 'x'.repeat(60_000);
  const many = Array.from({ length: 150 }, (_, i) => ({ name: `${long}${i}`, content: new Uint8Array(0) }));
  expect(await refusal(file(py.dict([py.text('w'), tensor([16])]), ...many))).toBe(
    '“x.pth” is not a whole PyTorch file: its list of contents is longer than 8 MB.',
  );
});

test('more tensors and more steps than any model has are said in numbers', async () => {
  const entries = Array.from(
    { length: MOST_LISTED + 1 },
    (_, i) => [py.text(`w${i}`), tensor([16])] as const,
  );
  expect(await refusal(file(py.dict(...entries)))).toBe(
    '“x.pth” holds more than 24,000 tensors, which no model needs, so it was not opened.',
  );
  expect(await refusal(file(new Uint8Array(MOST_STEPS).fill(0x4e)))).toContain(
    'with more than 1,000,000 steps in it',
  );
  expect(await refusal(file(new Uint8Array(17 * 2 ** 20).fill(0x4e)))).toContain(
    'has a table of tensors longer than 16 MB',
  );
});

test('a name of a megabyte is clipped', async () => {
  const name = 'w'.repeat(1e6);
  const error = await readTorch(
    file(py.dict([py.text(name), py.rebuilt(py.none, py.none, py.none, py.none)])),
    'x.pth',
  )
    .then(({ locate }) => locate([name]))
    .catch((problem) => problem);
  expect(error.message).toBe(`“x.pth” does not hold the numbers of “${'w'.repeat(53)}…${'w'.repeat(26)}”.`);
  expect(await refusal(file(py.global(name, name)))).toBe(NO_TENSORS);
});

test('two files of one name are refused, since programs differ in which they read', async () => {
  expect(await refusal(file(py.dict([py.text('w'), tensor([16])]), data))).toBe(
    '“x.pth” is not a whole PyTorch file: “archive/data/0” is in it twice.',
  );
});
