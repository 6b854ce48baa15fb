/** Hosts of the built page, as plain, odd or broken as hosts are. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { settled } from './playground';

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
};

export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly content: Buffer | string;
}

export interface Host {
  readonly address: string;
  /** Paths under the address, in the order in which they were asked for. */
  readonly asked: string[];
  /** Where its files lie; may be changed while it runs. */
  folder: string;
  /** What it makes of an answer; by default it sends the file, its type, and nothing else. */
  change: (path: string, answer: Answer, request: IncomingMessage) => Answer | Promise<Answer>;
  close(): Promise<void>;
}

/** What a network says to everything before one has logged in to it. */
export const LOGIN: Answer = {
  status: 200,
  headers: { 'Content-Type': 'text/html', 'Cache-Control': 'max-age=3600' },
  content: '<!doctype html><title>Log in to this network</title>',
};

/** Serves what `vite build` made under a folder of the host, `/` or such as `/courses/mae/`. */
export async function serve(under = '/', name = 'localhost'): Promise<Host> {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://host').pathname);
    const inside = path.startsWith(under) ? path.slice(under.length) : undefined;
    const file = inside === '' || inside?.endsWith('/') ? `${inside}index.html` : inside;
    const content =
      file === undefined ? undefined : await readFile(join(host.folder, file)).catch(() => undefined);
    if (inside !== undefined) host.asked.push(inside);
    const headers = { 'Content-Type': TYPES[extname(file ?? '')] ?? 'application/octet-stream' };
    const plain = content ? { status: 200, headers, content } : { status: 404, headers: {}, content: '' };
    const answer = await host.change(inside ?? '', plain, request);
    response.writeHead(answer.status, answer.headers).end(answer.content);
  });
  await new Promise<void>((resolve) => server.listen(0, name, resolve));
  const host: Host = {
    address: `http://${name}:${(server.address() as AddressInfo).port}${under}`,
    asked: [],
    folder: 'dist',
    change: (_, answer) => answer,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return host;
}

/** Runs in the page: the paths of all that this browser has kept of the host. */
export async function pathsKept(): Promise<string[]> {
  const found = await Promise.all(
    (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
  );
  return found.flat().map(({ url }) => new URL(url).pathname);
}

export const keptPaths = (page: Page): Promise<string[]> => page.evaluate(pathsKept);

/** The path of the built-in model's weights. */
export const MODEL = expect.stringMatching(/model-.*safetensors$/);

/** Opens the page, and waits until the browser has kept it, and its model. */
export async function firstVisit(page: Page, { address }: Host): Promise<void> {
  await page.goto(address);
  await settled(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => keptPaths(page)).toContainEqual(MODEL);
}

/** Saves the pictures as PDF, which is the only thing that needs files of its own. */
export async function savePdf(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Save or copy' });
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save PDF' }).click();
  const file = readFileSync(await (await coming).path(), 'latin1');
  await page.keyboard.press('Escape');
  return file;
}
