/** A newer build of the page takes the place of the one that is open: it is offered, never forced, and the two are never mixed. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { build } from 'vite';
import { firstVisit, type Host, keptPaths, LOGIN, savePdf, serve } from '../host';
import { measure, setRatio, settled, visit as test } from '../playground';

let host: Host;
let next: string;

/** The page as it may be next week: another heading, and another PDF, so that every script has another name. */
test.beforeAll(async () => {
  next = await mkdtemp(join(tmpdir(), 'mae-playground-'));
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  await build({
    logLevel: 'silent',
    build: { outDir: next },
    plugins: [
      {
        name: 'next',
        enforce: 'pre',
        transformIndexHtml: (html) => html.replace('<h1>MAE Playground', '<h1>Next Playground'),
        transform: (code, id) =>
          /pdf\.ts$/.test(id) ? code.replace("creator: 'MAE Playground", "creator: 'Next Playground") : null,
      },
    ],
  });
  process.env.NODE_ENV = NODE_ENV;
});
test.afterAll(() => rm(next, { recursive: true }));

test.beforeEach(async () => {
  host = await serve();
});
test.afterEach(() => host.close());

const offer = (page: Page) => page.getByText('A newer version of this page is ready.');
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** Both what it says and what it saves, for which it fetches scripts of its own. */
async function expectBuild(page: Page, name: string): Promise<void> {
  await expect(heading(page)).toHaveText(name);
  await settled(page);
  expect(await savePdf(page)).toContain(`/Creator (${name})`);
}

test('I am offered the new build, go on with the old one, and take the new one when I like', async ({
  page,
  context,
}) => {
  await firstVisit(page, host);
  await setRatio(page, 50);
  host.folder = next;
  const second = await context.newPage();
  await second.goto(host.address);
  await settled(second);
  await expectBuild(second, 'Next Playground');
  await expect(offer(page)).toBeVisible();
  await expect(offer(second)).toBeHidden();
  await page.bringToFront();
  await expectBuild(page, 'MAE Playground');
  await settled(page);

  await page.getByRole('button', { name: 'Reload' }).click();
  await expectBuild(page, 'Next Playground');
  await settled(page);
  await expect(measure(page, 'Visible patches')).toHaveText('98 of 196');
  await expect(offer(page)).toBeHidden();

  await host.close();
  await page.reload();
  await expectBuild(page, 'Next Playground');
});

test('when no tab has the old build any more, nothing of it is kept', async ({ page, context }) => {
  await host.close();
  host = await serve('/courses/mae/');
  host.change = (_, answer) =>
    answer.status === 404
      ? { ...answer, headers: { 'Content-Type': 'text/html' }, content: 'Not here.' }
      : answer;
  await firstVisit(page, host);
  const old = (await keptPaths(page)).filter((path) => /(index|pdf)-.*js$/.test(path));
  expect(old).toHaveLength(2);
  host.folder = next;
  await page.reload();
  await expect(heading(page)).toHaveText('Next Playground');
  // Of the same host, and none of the page's tabs.
  const beside = await context.newPage();
  await beside.goto(new URL('/', host.address).href);
  const isWaiting = () =>
    beside.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistrations())[0].waiting));
  await expect.poll(isWaiting).toBe(true);
  expect(await keptPaths(page)).toEqual(expect.arrayContaining(old));
  await page.close();
  await expect.poll(async () => (await keptPaths(beside)).filter((path) => old.includes(path))).toEqual([]);
  expect(await isWaiting()).toBe(false);
  await host.close();
  await beside.goto(host.address);
  await expectBuild(beside, 'Next Playground');
});

test('a tab that comes to the front after weeks hears of it, and “Later” is an answer', async ({ page }) => {
  await firstVisit(page, host);
  host.folder = next;
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(page.getByRole('status').filter({ has: offer(page) })).toBeVisible();
  await page.getByRole('button', { name: 'Later' }).click();
  await expect(offer(page)).toBeHidden();
  await expectBuild(page, 'MAE Playground');
});

test('a build that does not come whole is not offered, and the old one stays', async ({ page }) => {
  await firstVisit(page, host);
  host.folder = next;
  host.change = (path, answer) => (/index-.*js$/.test(path) ? LOGIN : answer);
  const outcome = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const found = new Promise<ServiceWorker>((resolve) =>
      registration?.addEventListener('updatefound', () => resolve(registration.installing as ServiceWorker)),
    );
    document.dispatchEvent(new Event('visibilitychange'));
    const worker = await found;
    return new Promise((resolve) => worker.addEventListener('statechange', () => resolve(worker.state)));
  });
  expect(outcome).toBe('redundant');
  await expect(offer(page)).toBeHidden();
  await host.close();
  await page.reload();
  await settled(page);
  await expectBuild(page, 'MAE Playground');
});
