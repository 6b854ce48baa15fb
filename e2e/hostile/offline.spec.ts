/** The page without a network after one visit, on whatever host and behind whatever network that visit was. */
import { expect, type Page } from '@playwright/test';
import { firstVisit, type Host, keptPaths, LOGIN, MODEL, savePdf, serve } from '../host';
import { choosePhotograph, fixture, measure, setRatio, settled, visit as test } from '../playground';

let host: Host;
test.beforeEach(async () => {
  host = await serve();
});
test.afterEach(() => host.close());

/** Takes the network away, and opens the page in the same browser. */
async function comeBackWithoutNetwork(page: Page): Promise<void> {
  await host.close();
  await page.goto('about:blank');
  await page.goto(`${host.address}#ratio=0.5`);
  await settled(page);
  await expect(measure(page, 'Visible patches')).toHaveText('98 of 196');
}

test('a host that sends no headers gives one thread at first, and all of them from the second visit on', async ({
  page,
}) => {
  await firstVisit(page, host);
  await expect(page.getByText('WebAssembly, one thread')).toBeVisible();
  await page.reload();
  await settled(page);
  const cores = await page.evaluate(() => Math.min(navigator.hardwareConcurrency, 4));
  await expect(
    page.getByText(cores === 1 ? 'WebAssembly, one thread' : `WebAssembly, ${cores} threads`),
  ).toBeVisible();
});

for (const [kind, under, extra] of [
  ['that sends no headers', '/', {}],
  ['whose answers vary by origin', '/', { Vary: 'Origin' }],
  ['whose answers vary by all there is', '/', { Vary: 'Accept, Accept-Encoding, Cookie' }],
  ['that has the page in a folder', '/courses/mae/', {}],
] as const) {
  test(`after one visit to a host ${kind} I come back without a network, and everything works`, async ({
    page,
  }) => {
    await host.close();
    host = await serve(under);
    host.change = (_, answer) => ({ ...answer, headers: { ...answer.headers, ...extra } });
    await firstVisit(page, host);
    await comeBackWithoutNetwork(page);
    await choosePhotograph(page, fixture('photo.png'));
    await setRatio(page, 80);
    await settled(page);
    await expect(measure(page, 'Visible patches')).toHaveText('39 of 196');
    await page.getByRole('button', { name: 'Mountains' }).click();
    await settled(page);
    await expect(page.getByText('Picos de Europa, Aitzol Berasategi')).toBeVisible();
    expect(await savePdf(page)).toContain('%PDF-1');
  });
}

test('without a network the lesson, the other language and the inside are there too', async ({ page }) => {
  await firstVisit(page, host);
  await comeBackWithoutNetwork(page);
  await page.goto(`${host.address}#lang=zh-CN&lesson=limits`);
  const lesson = page.getByRole('region', { name: '课程' });
  await lesson.getByRole('radio').first().check();
  await lesson.getByRole('button', { name: '棋盘格' }).click();
  await settled(page);
  await expect(page.getByText('棋盘格，MAE Playground')).toBeVisible();
  await page.goto(`${host.address}#lang=en&mode=inside&sight=colours&among=samples`);
  const inside = page.getByRole('region', { name: 'Inside' });
  await expect(inside).toHaveAttribute('aria-busy', 'false');
  await expect(inside.getByRole('img', { name: /^Colours of / }).first()).toBeVisible();
});

test('the page is kept once, by whatever links it is opened', async ({ page }) => {
  await firstVisit(page, host);
  const before = await keptPaths(page);
  for (const query of ['?from=mail', '?from=course#ratio=0.5', 'index.html']) {
    await page.goto(host.address + query);
    await settled(page);
  }
  expect(await keptPaths(page)).toEqual(before);
  await host.close();
  await page.goto(`${host.address}?from=elsewhere`);
  await settled(page);
});

test('where a network asked for a login, that is not kept for what was asked for', async ({ page }) => {
  /** onnxruntime, the thread of the network, what makes a PDF, and the service worker’s own copy of the page. */
  const wrong = [/\.wasm$/, /inference\.worker/, /pdf/, /^$/];
  const given = new Map<string, number>();
  host.change = (path, answer) => {
    if (!wrong.some((pattern) => pattern.test(path))) return answer;
    const times = (given.get(path) ?? 0) + 1;
    given.set(path, times);
    // The page itself is asked for by the person first.
    return times === (path === '' ? 2 : 1) ? LOGIN : answer;
  };
  await page.goto(host.address);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await settled(page);
  await expect.poll(() => keptPaths(page)).toContainEqual(MODEL);
  await comeBackWithoutNetwork(page);
  expect(await savePdf(page)).toContain('%PDF-1');
  for (const pattern of wrong)
    expect([...given].filter(([path, times]) => pattern.test(path) && times > 1)).not.toEqual([]);
});

test('a network that answers everything with its login shows that, and takes nothing from what is kept', async ({
  page,
}) => {
  await firstVisit(page, host);
  host.change = () => LOGIN;
  await page.goto('about:blank');
  await page.goto(host.address);
  await expect(page).toHaveTitle('Log in to this network');
  await comeBackWithoutNetwork(page);
});

test('what a host writes into the page does not keep it from being kept', async ({ page }) => {
  host.change = (path, answer) =>
    path === '' ? { ...answer, content: `${answer.content}<!-- served with love -->` } : answer;
  await firstVisit(page, host);
  await comeBackWithoutNetwork(page);
});

test('pictures that a host packs anew are shown and not kept; all else is', async ({ page }) => {
  host.change = (path, answer) =>
    path.endsWith('.jpg')
      ? { ...answer, content: Buffer.concat([answer.content as Buffer, Buffer.alloc(9)]) }
      : answer;
  await firstVisit(page, host);
  await page.getByRole('button', { name: 'Mountains' }).click();
  await settled(page);
  expect((await keptPaths(page)).filter((path) => path.endsWith('.jpg'))).toEqual([]);
  await host.close();
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('could not be fetched');
  await choosePhotograph(page, fixture('photo.png'));
  await settled(page);
  expect(await savePdf(page)).toContain('%PDF-1');
});

test('a host that is broken, or silent, does not keep me from the page', async ({ page }) => {
  await firstVisit(page, host);
  host.change = () => ({ status: 502, headers: { 'Content-Type': 'text/html' }, content: 'Bad gateway' });
  await page.goto(`${host.address}?again`);
  await settled(page);
  host.change = () => new Promise(() => {});
  await page.goto(`${host.address}?and-again`);
  await settled(page);
});

test('what is kept and was damaged where it lies is had anew, and kept again', async ({ page, context }) => {
  await firstVisit(page, host);
  await page.evaluate(async () => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const { headers } = (await cache.match(request)) as Response;
        await cache.put(request, new Response('nothing that one could read', { headers }));
      }
    }
  });
  await page.goto('about:blank');
  const devtools = await context.newCDPSession(page);
  await devtools.send('ServiceWorker.enable');
  await devtools.send('ServiceWorker.stopAllWorkers');
  await page.goto(host.address);
  await settled(page);
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(await savePdf(page)).toContain('%PDF-1');
  await expect
    .poll(() => page.evaluate(() => caches.match('./').then((kept) => kept?.text())))
    .toContain('</html>');
  await comeBackWithoutNetwork(page);
  expect(await savePdf(page)).toContain('%PDF-1');
});

test('another page in a folder below is left alone', async ({ page }) => {
  await firstVisit(page, host);
  host.change = (path, answer) =>
    path === 'other/'
      ? { status: 200, headers: { 'Content-Type': 'text/html' }, content: '<title>Other</title>' }
      : answer;
  const answer = await page.goto(`${host.address}other/`);
  expect(await page.title()).toBe('Other');
  expect(answer?.fromServiceWorker()).toBe(false);
});
