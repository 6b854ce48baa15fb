import { beforeEach, expect, test, vi } from 'vitest';
import type { Offer } from './repository';
import { filesOf, listKept, markDone, prepare, WEIGHTS } from './shelf';

/** As much of the Origin Private File System as is used: folders in folders, and files of text. */
class Folder {
  readonly kind = 'directory';
  readonly entries = new Map<string, Folder | { kind: 'file'; text: string }>();
  constructor(readonly name: string) {}

  async getDirectoryHandle(name: string): Promise<Folder> {
    const folder = this.entries.get(name) ?? new Folder(name);
    this.entries.set(name, folder as Folder);
    return folder as Folder;
  }

  async getFileHandle(name: string, options?: { create: boolean }) {
    if (!this.entries.has(name) && !options?.create) throw new DOMException('none', 'NotFoundError');
    return {
      getFile: async () => new File([(this.entries.get(name) as { text: string }).text], name),
      createWritable: async () => ({
        write: async (text: string) => this.entries.set(name, { kind: 'file', text }),
        close: async () => {},
      }),
    };
  }

  async removeEntry(name: string): Promise<void> {
    this.entries.delete(name);
  }

  async *values() {
    yield* this.entries.values();
  }
}

const offer: Offer = {
  repository: 'a/b',
  commit: 'c0ffee',
  path: 'model.safetensors',
  bytes: 4,
  sha256: 'ab12',
  config: '{}',
  licence: 'mit',
};

let disk: Folder;

/** Puts a model on the disk as it lies there. */
async function put(name: string, facts: unknown, weights = 'text'): Promise<Folder> {
  const folder = await (await disk.getDirectoryHandle('models')).getDirectoryHandle(name);
  const text = typeof facts === 'string' ? facts : JSON.stringify(facts);
  folder.entries.set('offer.json', { kind: 'file', text });
  folder.entries.set(WEIGHTS, { kind: 'file', text: weights });
  return folder;
}

beforeEach(() => {
  disk = new Folder('');
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => disk } });
});

test('what is prepared is kept, and is done when it is whole and marked', async () => {
  await prepare(offer);
  expect(await listKept()).toEqual([{ offer, there: 0, isDone: false }]);
  await put('a--b', offer);
  expect(await listKept()).toEqual([{ offer, there: 4, isDone: false }]);
  await markDone(offer);
  expect(await listKept()).toEqual([{ offer, there: 4, isDone: true }]);
  const files = await filesOf(offer);
  expect(files.map(({ name }) => name)).toEqual(['model.safetensors', 'config.json']);
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
])('offer.json with %s is passed over, and what lies beside it is kept', async (_, facts) => {
  await put('a--b', facts);
  await put('other--one', { ...offer, repository: 'other/one' });
  expect((await listKept()).map((kept) => kept.offer.repository)).toEqual(['other/one']);
});

test.each([
  ['another commit', { ...offer, commit: 'decade' }],
  ['a commit that cannot be read', 'text'],
])('weights of %s are not gone on with', async (_, facts) => {
  await put('a--b', facts, 'old');
  await prepare(offer);
  expect(await listKept()).toEqual([{ offer, there: 0, isDone: false }]);
});

test('weights of the same commit are gone on with', async () => {
  await put('a--b', offer, 'te');
  await prepare(offer);
  expect(await listKept()).toEqual([{ offer, there: 2, isDone: false }]);
});
