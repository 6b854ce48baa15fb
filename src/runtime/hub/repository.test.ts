import { expect, test, vi } from 'vitest';
import { said } from '../../words/said';
import { spell } from '../../words/say';
import { readRepository } from './address';
import { HubFailed } from './problem';
import { licenceOf, lookUp, type Offer } from './repository';

/** The hub's own answers, as far as they matter here. */
function hub(files: Record<string, unknown>): typeof fetch {
  return async (url) => {
    const path = String(url).replace('https://huggingface.co', '');
    const found = files[path];
    if (found === undefined) return new Response('', { status: 404 });
    return new Response(typeof found === 'string' ? found : JSON.stringify(found));
  };
}

const HASH = 'ab12'.repeat(16);
const facts = { sha: 'c0ffee', cardData: { license: 'apache-2.0' } };
const lfs = { type: 'file', path: 'model.safetensors', size: 448, lfs: { oid: HASH, size: 448_000_000 } };
const config = { type: 'file', path: 'config.json', size: 2 };

test.each([
  ['facebook/vit-mae-base', 'facebook/vit-mae-base', 'main'],
  [' owner/name.with-dots_1 ', 'owner/name.with-dots_1', 'main'],
  ['https://huggingface.co/facebook/vit-mae-large', 'facebook/vit-mae-large', 'main'],
  ['https://huggingface.co/facebook/vit-mae-large/', 'facebook/vit-mae-large', 'main'],
  ['huggingface.co/a/b', 'a/b', 'main'],
  ['www.huggingface.co/a/b', 'a/b', 'main'],
  ['HTTPS://HF.CO/a/b', 'a/b', 'main'],
  ['https://huggingface.co/a/b?show_file_info=model.safetensors', 'a/b', 'main'],
  ['https://huggingface.co/a/b#usage', 'a/b', 'main'],
  ['https://huggingface.co/a/b/discussions/3', 'a/b', 'main'],
  ['https://huggingface.co/a/b/tree/refs', 'a/b', 'refs'],
  ['https://huggingface.co/a/b/tree/refs%2Fpr%2F3', 'a/b', 'refs/pr/3'],
  ['https://huggingface.co/a/b/tree/refs/pr/3', 'a/b', 'refs/pr/3'],
  ['https://huggingface.co/a/b/tree/refs/convert/parquet/data', 'a/b', 'refs/convert/parquet'],
  ['https://huggingface.co/a/b/commit/c0ffee', 'a/b', 'c0ffee'],
  ['https://huggingface.co/a/b/commits/main', 'a/b', 'main'],
  ['https://huggingface.co/api/models/a/b', 'a/b', 'main'],
  ['https://hf.co/a/b/blob/v1/model.safetensors?x=1', 'a/b', 'v1', 'model.safetensors'],
  ['a/b/resolve/main/old/x.pth?download=true', 'a/b', 'main', 'old/x.pth'],
  ['https://huggingface.co/a/b/resolve/refs%2Fpr%2F3/my%20model.pth', 'a/b', 'refs/pr/3', 'my model.pth'],
])('“%s” names a repository', (text, repository, revision, path?: string) => {
  expect(readRepository(text)).toEqual({ repository, revision, ...(path && { path }) });
});

test.each([
  '',
  'base',
  'a/b/c',
  'https://example.org/a/b',
  'https://huggingface.co.example.org/a/b',
  'https://huggingface.co/datasets/a/b',
  'spaces/a/b',
  '../../etc/passwd',
  'a b/c',
  'https://huggingface.co/',
  'https://huggingface.co/a/b/tree/\ud800',
  'https://huggingface.co/a/b/tree/%E0%A4%A',
])('“%s” does not, and a sentence says what would', (text) => {
  expect(() => readRepository(text)).toThrow(HubFailed);
});

test('of several files of weights one is chosen, and its address leads to it', async () => {
  const files = {
    '/api/models/a/b/revision/main': facts,
    '/api/models/a/b/tree/c0ffee': [
      { path: 'mae_base.pth', size: 9 },
      { path: 'mae_large.pth', lfs: { oid: HASH, size: 77 } },
      { path: 'training_args.bin', size: 1 },
      config,
    ],
    '/api/models/a/b/tree/c0ffee/old%20ones': [{ path: 'old ones/x.ckpt', size: 5 }],
    '/a/b/resolve/c0ffee/config.json': '{}',
  };
  expect(await lookUp('a/b', hub(files))).toEqual({
    repository: 'a/b',
    revision: 'main',
    files: [
      { path: 'mae_base.pth', bytes: 9 },
      { path: 'mae_large.pth', bytes: 77 },
    ],
  });
  expect(await lookUp('a/b/resolve/main/mae_large.pth', hub(files))).toMatchObject({
    path: 'mae_large.pth',
    bytes: 77,
    sha256: HASH,
    config: '{}',
  });
  const inFolder = await lookUp('https://huggingface.co/a/b/blob/main/old%20ones/x.ckpt', hub(files));
  expect(inFolder).toMatchObject({ path: 'old ones/x.ckpt', bytes: 5 });
  await expect(lookUp('a/b/blob/main/none.pth', hub(files))).rejects.toThrow('“a/b” has no file “none.pth”.');
});

test('what the hub says becomes an offer of one file at one commit', async () => {
  const offer = await lookUp(
    'someone/mae',
    hub({
      '/api/models/someone/mae/revision/main': facts,
      '/api/models/someone/mae/tree/c0ffee': [{ path: 'pytorch_model.bin', size: 9 }, lfs, config],
      '/someone/mae/resolve/c0ffee/config.json': '{}',
    }),
  );
  expect(offer).toEqual({
    repository: 'someone/mae',
    commit: 'c0ffee',
    path: 'model.safetensors',
    bytes: 448_000_000,
    sha256: HASH,
    config: '{}',
    licence: 'apache-2.0',
  });
});

const shard = (i: number) => ({
  path: `model-0000${i}-of-00002.safetensors`,
  lfs: { oid: HASH, size: 100 * i },
});
const index = JSON.stringify({ weight_map: { a: shard(2).path, b: shard(1).path, c: shard(2).path } });

test.each([
  ['the repository', 'a/b'],
  ['the list of the files', 'a/b/blob/main/model.safetensors.index.json'],
  ['one of the files', 'a/b/blob/main/model-00001-of-00002.safetensors'],
])('weights in several files are one offer, by the address of %s', async (_, address) => {
  const offer = await lookUp(
    address,
    hub({
      '/api/models/a/b/revision/main': facts,
      '/api/models/a/b/tree/c0ffee': [
        shard(1),
        shard(2),
        { path: 'pytorch_model.bin.index.json' },
        { path: 'model.safetensors.index.json' },
        config,
      ],
      '/a/b/resolve/c0ffee/model.safetensors.index.json': index,
      '/a/b/resolve/c0ffee/config.json': '{}',
    }),
  );
  expect(offer).toMatchObject({ path: 'model.safetensors', bytes: 300, config: '{}' });
  expect(offer).not.toHaveProperty('sha256');
  const parts = [1, 2].map((i) => ({ path: shard(i).path, bytes: 100 * i, sha256: HASH }));
  expect((offer as Offer).parts).toEqual(expect.arrayContaining(parts));
  expect((offer as Offer).parts).toHaveLength(2);
});

test('the authors’ models have the authors’ licence, whatever the hub says', async () => {
  const offer = await lookUp(
    'facebook/vit-mae-large',
    hub({
      '/api/models/facebook/vit-mae-large/revision/main': facts,
      '/api/models/facebook/vit-mae-large/tree/c0ffee': [{ path: 'pytorch_model.bin', size: 1_320_000_000 }],
    }),
  );
  expect(spell(licenceOf(offer as Offer))).toContain('CC BY-NC 4.0');
  expect(offer).toMatchObject({ path: 'pytorch_model.bin', bytes: 1_320_000_000 });
  expect(offer).not.toHaveProperty('sha256');
});

test('what cannot be had is a sentence', async () => {
  const answers = { '/api/models/a/b/revision/main': facts };
  await expect(lookUp('a/b', hub({}))).rejects.toThrow(
    'The hub has no public “a/b”. For a private one give an access token.',
  );
  const other = { ...answers, '/api/models/a/b/tree/c0ffee': [config] };
  await expect(lookUp('a/b', hub(other))).rejects.toThrow(
    'has no file of weights: neither model.safetensors nor pytorch_model.bin',
  );
  const classifier = {
    ...answers,
    '/api/models/a/b/tree/c0ffee': [lfs, config],
    '/a/b/resolve/c0ffee/config.json': '{"model_type": "swin"}',
  };
  await expect(lookUp('a/b', hub(classifier))).rejects.toThrow(
    '“a/b” is no masked autoencoder that can be read. Its “config.json” does not fit: model_type is “swin” and should be “vit_mae” or “vit”.',
  );
  const shards = {
    ...answers,
    '/api/models/a/b/tree/c0ffee': [{ path: 'model.safetensors.index.json' }, shard(1)],
    '/a/b/resolve/c0ffee/model.safetensors.index.json': index,
  };
  await expect(lookUp('a/b', hub(shards))).rejects.toThrow(
    '“a/b” keeps its weights in 2 files, and “model-00002-of-00002.safetensors” is not there.',
  );
  const strange = { ...shards, '/a/b/resolve/c0ffee/model.safetensors.index.json': '[]' };
  await expect(lookUp('a/b', hub(strange))).rejects.toThrow('it has no weight_map');
  const away: typeof fetch = async () => {
    throw new TypeError('Failed to fetch');
  };
  await expect(lookUp('a/b', away)).rejects.toThrow('The hub cannot be reached.');
});

const pages = (about: unknown, tree: unknown) =>
  hub({ '/api/models/a/b/revision/main': about, '/api/models/a/b/tree/c0ffee': tree });

test.each([
  ['facts that are a list', pages([], [lfs])],
  ['facts without a commit', pages({ cardData: {} }, [lfs])],
  ['facts with a number for a commit', pages({ sha: 7 }, [lfs])],
  ['facts that are a page of HTML', pages('<!doctype html>', [lfs])],
  ['a tree that is no list', pages(facts, { error: 'busy' })],
  ['a tree with nothing in a place', pages(facts, [null, lfs])],
  ['a tree with numbers for names', pages(facts, [{ path: 7 }, lfs])],
  ['facts with words for a commit', pages({ sha: 'c0ffee. All is well' }, [lfs])],
  ['a hash of another length', pages(facts, [{ ...lfs, lfs: { oid: 'ab12', size: 4 } }])],
  ['facts that nest without end', pages(`${'['.repeat(1e5)}${']'.repeat(1e5)}`, [lfs])],
  ['a tree of a million zeros', pages(facts, new Array(1e6).fill(0))],
  ['a size in words', pages(facts, [{ ...lfs, lfs: { oid: HASH, size: 'large' } }])],
])('%s: the hub is not understood, and that is said', async (_, fetcher) => {
  const refused = lookUp('a/b', fetcher);
  await expect(refused).rejects.toThrow(HubFailed);
  await expect(refused).rejects.toThrow(/^The hub’s answer about “a\/b” cannot be understood\.$/);
});

test.each([0, -448, 0.5])('a size of %s is none', async (size) => {
  await expect(lookUp('a/b', pages(facts, [{ path: 'model.safetensors', size }]))).rejects.toThrow(
    'The hub does not say how large model.safetensors of “a/b” is.',
  );
});

test('a licence in a form of its own is not stated, and the rest is an offer', async () => {
  const offer = await lookUp('a/b', pages({ sha: 'c0ffee', cardData: { license: ['mit', 'other'] } }, [lfs]));
  expect(offer).toMatchObject({ licence: 'not stated', bytes: 448_000_000 });
  expect(licenceOf(offer as Offer)).toEqual(said('hub.licenceNotStated'));
});

test('a licence is a name and no more', async () => {
  const license = `mit\n\u202e${'x'.repeat(1e5)}`;
  const offer = await lookUp('a/b', pages({ sha: 'c0ffee', cardData: { license } }, [lfs]));
  expect(licenceOf(offer as Offer)).toBe(`mit ${'x'.repeat(22)}…${'x'.repeat(13)}`);
});

test('an answer without end is not read to its end', async () => {
  let given = 0;
  const endless: typeof fetch = async () =>
    new Response(
      new ReadableStream({
        pull(controller) {
          given += 65536;
          controller.enqueue(new Uint8Array(65536).fill(32));
        },
      }),
    );
  const refused = lookUp('a/b', endless);
  await expect(refused).rejects.toThrow(HubFailed);
  await expect(refused).rejects.toThrow(
    /^The hub’s answer about “a\/b” is longer than 4 MB, so it was not read\.$/,
  );
  expect(given).toBeLessThan(5 * 2 ** 20);
});

test('a hub that never answers is not waited for', async ({ onTestFinished }) => {
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => AbortSignal.abort());
  onTestFinished(() => void vi.restoreAllMocks());
  const silent: typeof fetch = async (_, options) => Promise.reject(options?.signal?.reason);
  const refused = lookUp('a/b', silent);
  await expect(refused).rejects.toThrow(HubFailed);
  await expect(refused).rejects.toThrow(
    /^The hub gave no answer about “a\/b” in 20 seconds\. Try again later\.$/,
  );
});

test('a config.json of a million layers is refused at look-up', async () => {
  const files = {
    '/api/models/a/b/revision/main': facts,
    '/api/models/a/b/tree/c0ffee': [lfs, config],
    '/a/b/resolve/c0ffee/config.json': '{"num_hidden_layers": 1000000}',
  };
  await expect(lookUp('a/b', hub(files))).rejects.toThrow(
    'num_hidden_layers is 1000000 and should be at most 128.',
  );
});
