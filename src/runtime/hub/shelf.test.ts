import { beforeEach, expect, test, vi } from 'vitest';
import { Folder } from '../../test/folder';
import { namesIn } from '../checkpoint/shards';
import { hold } from './held';
import type { Offer } from './repository';
import {
  canKeep,
  filesOf,
  listDamaged,
  listKept,
  markDone,
  prepare as prepareBy,
  remove,
  WEIGHTS,
} from './shelf';

const offer: Offer = {
  repository: 'a/b',
  commit: 'c0ffee',
  path: 'model.safetensors',
  bytes: 4,
  sha256: 'ab12'.repeat(16),
  config: '{}',
  licence: 'mit',
};

let disk: Folder;

const prepare = (): Promise<void> =>
  prepareBy(offer, async ({ name }, text) => {
    const folder = await (await disk.getDirectoryHandle('models')).getDirectoryHandle('a--b');
    folder.put(name, text);
  });

/** Puts a model on the disk as it lies there. */
async function put(name: string, facts: unknown, weights = 'text'): Promise<Folder> {
  const folder = await (await disk.getDirectoryHandle('models')).getDirectoryHandle(name);
  const text = typeof facts === 'string' ? facts : JSON.stringify(facts);
  folder.put('offer.json', text);
  folder.put(WEIGHTS, weights);
  return folder;
}

beforeEach(() => {
  disk = new Folder('');
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => disk } });
});

test('what is prepared is kept, and is done when it is whole and marked', async () => {
  await prepare();
  expect(await listKept()).toEqual([{ offer, there: 0, isDone: false }]);
  await put('a--b', offer);
  expect(await listKept()).toEqual([{ offer, there: 4, isDone: false }]);
  await markDone(offer);
  expect(await listKept()).toEqual([{ offer, there: 4, isDone: true }]);
  const files = await filesOf(offer);
  expect(files.map(({ name }) => name)).toEqual(['model.safetensors', 'config.json']);
});

test('several files are kept as one, and come back as they were, with a list of them', async () => {
  const parts = ['x/one.bin', 'x/two.bin'].map((path, i) => ({ path, bytes: i ? 3 : 1 }));
  await put('a--b', { ...offer, path: 'x/all.bin', parts });
  const files = await filesOf({ ...offer, path: 'x/all.bin', parts });
  expect(files.map(({ name }) => name)).toEqual(['one.bin', 'two.bin', 'all.bin.index.json', 'config.json']);
  expect(await Promise.all(files.slice(0, 2).map((file) => file.text()))).toEqual(['t', 'ext']);
  expect(namesIn(await files[2].text(), files[2].name)).toEqual(['one.bin', 'two.bin']);
});

const { licence, ...unlicensed } = offer;

test.each([
  ['no JSON', 'text'],
  ['null', null],
  ['a list', []],
  ['a number for the repository', { ...offer, repository: 7 }],
  ['another repository than its folder', { ...offer, repository: 'a/c' }],
  ['a number for the commit', { ...offer, commit: 7 }],
  ['bytes in words', { ...offer, bytes: '4' }],
  ['no bytes', { ...offer, bytes: 0 }],
  ['an object for config', { ...offer, config: {} }],
  ['no licence', unlicensed],
])('offer.json with %s is told as damaged, and what lies beside it is kept', async (_, facts) => {
  await put('a--b', facts);
  await put('other--one', { ...offer, repository: 'other/one' });
  // Of which nothing has come yet.
  await put('empty--one', facts, '');
  expect((await listKept()).map((kept) => kept.offer.repository)).toEqual(['other/one']);
  expect(await listDamaged()).toEqual(['a/b']);
});

test.each([
  ['another commit', { ...offer, commit: 'decade' }],
  ['another file of the same repository', { ...offer, path: 'other.pth' }],
  ['a commit that cannot be read', 'text'],
])('weights of %s are not gone on with', async (_, facts) => {
  await put('a--b', facts, 'old');
  await prepare();
  expect(await listKept()).toEqual([{ offer, there: 0, isDone: false }]);
});

test('weights of the same commit are gone on with', async () => {
  await put('a--b', offer, 'te');
  await prepare();
  expect(await listKept()).toEqual([{ offer, there: 2, isDone: false }]);
});

test('whether anything can be kept is tried, and leaves nothing', async () => {
  expect(await canKeep()).toBe(true);
  expect([...(await disk.getDirectoryHandle('models')).entries.keys()]).toEqual([]);
  const forbid = (fault: string) =>
    vi.stubGlobal('navigator', {
      storage: {
        getDirectory: () => Promise.reject(new DOMException('denied', fault)),
        estimate: async () => ({ quota: 1e10, usage: 0 }),
      },
    });
  forbid('SecurityError');
  expect(await canKeep()).toBe(false);
  forbid('QuotaExceededError');
  await expect(canKeep()).rejects.toThrow('There is no room left on this machine.');
});

test('what is held in memory is listed, read and deleted as what is kept', async () => {
  hold(offer, new Blob(['text']));
  expect(await listKept()).toEqual([{ offer, there: 4, isDone: true, isHeld: true }]);
  expect(await Promise.all((await filesOf(offer)).map((file) => file.text()))).toEqual(['text', '{}']);
  await remove('a/b');
  expect(await listKept()).toEqual([]);
});

test('what another tab has deleted already is deleted, and what it holds is not', async () => {
  await put('a--b', offer);
  await remove('a/b');
  await remove('a/b');
  expect(await listKept()).toEqual([]);
  const models = await disk.getDirectoryHandle('models');
  vi.spyOn(models, 'removeEntry').mockRejectedValue(new DOMException('held', 'NoModificationAllowedError'));
  await expect(remove('a/b')).rejects.toThrow('held');
});
