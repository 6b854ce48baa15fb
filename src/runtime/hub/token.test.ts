import { expect, test } from 'vitest';
import { HubFailed } from './problem';
import { lookUp } from './repository';
import { readToken } from './token';

const TOKEN = 'hf_secret';

/** A hub with one repository, which only the owner of the token may read. */
const asked: (string | null)[] = [];
const privateHub: typeof fetch = async (url, init) => {
  const given = new Headers(init?.headers).get('Authorization');
  asked.push(given);
  if (given !== `Bearer ${TOKEN}`) return new Response('', { status: 401 });
  const path = String(url).replace('https://huggingface.co', '');
  if (path.endsWith('/revision/main')) return new Response(JSON.stringify({ sha: 'c0ffee' }));
  return new Response(JSON.stringify([{ path: 'model.safetensors', size: 448 }]));
};

test('what is not public is found with a token, and what to do is said without', async () => {
  await expect(lookUp('a/b', privateHub)).rejects.toThrow(
    'The hub has no public “a/b”. For a private one give an access token.',
  );
  expect(await lookUp('a/b', privateHub, TOKEN)).toMatchObject({ repository: 'a/b', bytes: 448 });
  await expect(lookUp('a/b', privateHub, 'hf_other')).rejects.toThrow(
    'The hub has no “a/b” that this access token may read, or does not know the token.',
  );
  expect(asked.every((given) => given === null || given.startsWith('Bearer hf_'))).toBe(true);
});

test('a gated repository says whom to ask', async () => {
  const gated: typeof fetch = async () => new Response('', { status: 403 });
  await expect(lookUp('a/b', gated)).rejects.toThrow('Ask there, and give an access token');
  await expect(lookUp('a/b', gated, TOKEN)).rejects.toThrow(
    'The owner of this access token is not among them',
  );
});

test('a token is one word, and none is none', () => {
  expect(readToken(`  ${TOKEN}\n`)).toBe(TOKEN);
  expect(readToken('  ')).toBeUndefined();
  for (const text of ['hf_a b', 'Bearer hf_a', 'hf_ä', 'x'.repeat(401)])
    expect(() => readToken(text)).toThrow(HubFailed);
});
