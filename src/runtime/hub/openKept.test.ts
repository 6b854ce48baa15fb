import { readFileSync } from 'node:fs';
import { beforeEach, expect, test, vi } from 'vitest';
import { Folder } from '../../test/folder';
import { said } from '../../words/said';
import { openKept } from './openKept';
import { HubFailed } from './problem';
import type { Offer } from './repository';
import { WEIGHTS } from './shelf';

const weights = readFileSync('e2e/fixtures/checkpoints/hub/model.safetensors');
const offer: Offer = {
  repository: 'a/b',
  commit: 'c0ffee',
  path: 'model.safetensors',
  bytes: weights.length,
  config: readFileSync('e2e/fixtures/checkpoints/hub/config.json', 'utf8'),
  licence: 'mit',
};

let folder: Folder;
/** Those who hold a lock, and the ends of their turns. */
let locks: Map<string, Promise<unknown>>;

beforeEach(async () => {
  const disk = new Folder('');
  folder = await (await disk.getDirectoryHandle('models')).getDirectoryHandle('a--b');
  folder.put(WEIGHTS, weights);
  locks = new Map();
  vi.stubGlobal('navigator', {
    storage: { getDirectory: async () => disk },
    locks: {
      request: (name: string, _: unknown, hold: () => Promise<unknown>) => {
        const turn = (locks.get(name) ?? Promise.resolve()).then(hold);
        locks.set(
          name,
          turn.catch(() => {}),
        );
        return turn;
      },
    },
  });
});

const notes = (): string[] => [...folder.entries.keys()];

test('a model that opens leaves no note behind', async () => {
  expect(await openKept(offer)).toMatchObject({ id: 'hub-a/b', title: 'a/b', target: 'pixels' });
  expect(notes()).toEqual([WEIGHTS]);
});

test('a model that is refused in a sentence was survived', async () => {
  folder.put(WEIGHTS, 'these are notes');
  await expect(openKept(offer)).rejects.toThrow('is neither a safetensors nor a PyTorch file.');
  expect(notes()).toEqual([WEIGHTS]);
});

test('one that the page did not survive is left alone, until it is asked for', async () => {
  folder.put('opening', '');
  const left = new HubFailed(said('hub.notSurvived', { name: '“a/b”' }));
  expect(left.message).toBe(
    '“a/b” was not opened, since the page ended while it was opened the last time. Try again, or delete it.',
  );
  await expect(openKept(offer)).rejects.toEqual(left);
  await expect(openKept(offer)).rejects.toEqual(left);
  await openKept(offer, true);
  expect(notes()).toEqual([WEIGHTS]);
  await openKept(offer);
});

test('the note is there before the first byte of the model is read', async () => {
  const { getFileHandle } = folder;
  const seen: string[][] = [];
  folder.getFileHandle = function (name, options) {
    if (name === WEIGHTS) seen.push(notes());
    return getFileHandle.call(this, name, options);
  };
  await openKept(offer);
  expect(seen).toEqual([[WEIGHTS, 'opening']]);
});

test('two tabs that open at once do not take each other for dead', async () => {
  const both = await Promise.all([openKept(offer), openKept(offer)]);
  expect(both.map(({ id }) => id)).toEqual(['hub-a/b', 'hub-a/b']);
});

test('a tab that never comes to an end with it is not waited for', async () => {
  const over = AbortSignal.abort(new DOMException('', 'TimeoutError'));
  vi.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(over);
  const { locks } = navigator;
  vi.spyOn(locks, 'request').mockImplementationOnce((async (_: string, { signal }: LockOptions) =>
    signal?.throwIfAborted()) as typeof locks.request);
  await expect(openKept(offer)).rejects.toThrow(
    '“a/b” was not opened, since another tab of this page has not come to an end with opening it. Close that tab, and try again.',
  );
  expect(notes()).toEqual([WEIGHTS]);
});
