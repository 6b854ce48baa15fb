import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { fetchFile } from './fetchFile';

const content = Buffer.from('weights'.repeat(50_000));
const sha256 = createHash('sha256').update(content).digest('hex');

/** A server that serves the file well, too short, too long, or not at all. */
let server: Server;
let base: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/good') return response.end(content);
    if (request.url === '/short') return response.end(content.subarray(0, 1000));
    if (request.url === '/long') return response.end(Buffer.concat([content, content]));
    if (request.url === '/other') return response.end(Buffer.alloc(content.length));
    response.statusCode = 404;
    return response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());
afterEach(() => vi.unstubAllGlobals());

const get = (path: string, onBytes = vi.fn()) =>
  fetchFile({ url: `${base}/${path}`, bytes: content.length, sha256 }, onBytes, (chore) => chore());

test('a whole and true file comes back, and its progress adds up to its length', async () => {
  const onBytes = vi.fn();
  expect(content.equals(await get('good', onBytes))).toBe(true);
  expect(onBytes.mock.calls.reduce((sum, [count]) => sum + count, 0)).toBe(content.length);
});

test('a file that ends too early says how far it came', async () => {
  await expect(get('short')).rejects.toThrow(`ended after 1000 of ${content.length} bytes`);
});

test('a file that is too long is refused', async () => {
  await expect(get('long')).rejects.toThrow('longer than');
});

test('a file with another hash is refused', async () => {
  await expect(get('other')).rejects.toThrow('SHA-256 differs');
});

test('a missing file says what the server answered', async () => {
  await expect(get('missing')).rejects.toThrow('answered 404');
});

/** The part of Cache Storage that is used, in memory. */
function stubCaches(entries: Map<string, Buffer>): void {
  const cache = {
    match: async (key: string) => {
      const found = entries.get(key);
      return found && new Response(new Uint8Array(found));
    },
    keys: async (url: string) => [...entries.keys()].filter((key) => key.startsWith(`${url}?`)),
    delete: async (key: string) => entries.delete(key),
    put: async (key: string, response: Response) => {
      entries.set(key, Buffer.from(await response.arrayBuffer()));
    },
  };
  vi.stubGlobal('caches', { open: async () => cache });
}

test('a file is kept under its hash, and older ones of the same name go', async () => {
  const entries = new Map([[`${base}/good?sha256=old`, Buffer.from('old')]]);
  stubCaches(entries);
  await get('good');
  await vi.waitFor(() => expect([...entries.keys()]).toEqual([`${base}/good?sha256=${sha256}`]));
});

test('a kept file is not fetched again', async () => {
  stubCaches(new Map([[`${base}/missing?sha256=${sha256}`, content]]));
  expect(content.equals(await get('missing'))).toBe(true);
});

test('a kept file that is damaged is fetched anew, and its progress is taken back', async () => {
  stubCaches(new Map([[`${base}/good?sha256=${sha256}`, Buffer.alloc(content.length)]]));
  const onBytes = vi.fn();
  expect(content.equals(await get('good', onBytes))).toBe(true);
  expect(onBytes.mock.calls.reduce((sum, [count]) => sum + count, 0)).toBe(content.length);
});
