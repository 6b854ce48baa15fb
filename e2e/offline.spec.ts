/** The page on a plain host that sends files and nothing else, and then without any host. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { choosePhotograph, fixture, measure, setRatio, settled } from './playground';

test.use({ serviceWorkers: 'allow' });

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
};

let host: Server;
let address: string;

/** What `vite build` made, as any static host would give it. */
test.beforeEach(async () => {
  host = createServer(async ({ url = '/' }, response) => {
    const path = normalize(new URL(url, 'http://host').pathname);
    const file = path.endsWith('/') ? `${path}index.html` : path;
    try {
      const content = await readFile(join('dist', file));
      response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => host.listen(0, 'localhost', resolve));
  address = `http://localhost:${(host.address() as AddressInfo).port}/`;
});

const shut = (): Promise<unknown> => {
  host.closeAllConnections();
  return new Promise((resolve) => host.close(resolve));
};

test.afterEach(shut);

/** Opens the page, and waits until the browser has kept it. */
async function firstVisit(page: Page): Promise<void> {
  await page.goto(address);
  await settled(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
}

test('a host that sends no headers gives one thread at first, and all of them from the second visit on', async ({
  page,
}) => {
  await firstVisit(page);
  await expect(page.getByText('WebAssembly, one thread')).toBeVisible();
  await page.reload();
  await settled(page);
  const cores = await page.evaluate(() => Math.min(navigator.hardwareConcurrency, 4));
  await expect(
    page.getByText(cores === 1 ? 'WebAssembly, one thread' : `WebAssembly, ${cores} threads`),
  ).toBeVisible();
});

test('I come back without a network, and everything works', async ({ page }) => {
  await firstVisit(page);
  await shut();
  await page.goto('about:blank');
  await page.goto(`${address}#ratio=0.5`);
  await settled(page);
  await expect(measure(page, 'Visible patches')).toHaveText('98 of 196');
  await choosePhotograph(page, fixture('photo.png'));
  await setRatio(page, 80);
  await settled(page);
  await expect(measure(page, 'Visible patches')).toHaveText('39 of 196');
  await page.getByRole('button', { name: 'Mountains' }).click();
  await settled(page);
  await expect(page.getByText('Picos de Europa, Aitzol Berasategi')).toBeVisible();
});
