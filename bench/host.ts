/** A host at the end of a line: the built page with brotli, at a rate and a delay, whatever the browser asks for at once. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, constants } from 'node:zlib';
import { headers } from '../src/runtime/browser/headers';

const DIST = new URL('../dist/', import.meta.url);

const TYPES: Record<string, string> = {
  html: 'text/html',
  txt: 'text/plain',
  js: 'text/javascript',
  mjs: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
  wasm: 'application/wasm',
  svg: 'image/svg+xml',
  webp: 'image/webp',
  avif: 'image/avif',
  jpg: 'image/jpeg',
  woff2: 'font/woff2',
};
/** What is compressed already. */
const ASIS = new Set(['webp', 'avif', 'jpg', 'woff2']);

const sent = new Map<string, Buffer>();

/** A file of the built page as it is sent; compressed once. */
export function sentBytes(name: string): Buffer | undefined {
  const known = sent.get(name);
  if (known) return known;
  const path = new URL(name, DIST);
  if (!existsSync(path)) return undefined;
  const raw = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length };
  const bytes = ASIS.has(name.split('.').at(-1) ?? '') ? raw : brotliCompressSync(raw, { params });
  sent.set(name, bytes);
  return bytes;
}

interface Line {
  /** Bytes a millisecond, of all answers together. */
  readonly rate: number;
  /** Milliseconds before an answer begins. */
  readonly delay: number;
}

const PIECE = 16_384;

export async function hostOn({ rate, delay }: Line): Promise<{ url: string; server: Server }> {
  // Pieces of all answers go out one after another, each when the line is free.
  let free = 0;
  const send = async (response: ServerResponse, bytes: Buffer): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, delay));
    for (let at = 0; at < bytes.length && !response.destroyed; at += PIECE) {
      const piece = bytes.subarray(at, at + PIECE);
      free = Math.max(free, performance.now()) + piece.length / rate;
      await new Promise((resolve) => setTimeout(resolve, free - performance.now()));
      response.write(piece);
    }
    response.end();
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const name = pathname === '/' ? 'index.html' : decodeURIComponent(pathname.slice(1));
    const bytes = sentBytes(name);
    if (!bytes) return void response.writeHead(404).end();
    const ending = name.split('.').at(-1) ?? '';
    response.writeHead(200, {
      ...headers,
      'Content-Type': TYPES[ending] ?? 'application/octet-stream',
      'Cache-Control': 'max-age=3600',
      ...(!ASIS.has(ending) && { 'Content-Encoding': 'br' }),
    });
    void send(response, bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/`, server };
}
