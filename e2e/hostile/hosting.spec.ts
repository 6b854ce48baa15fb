/** Where the page is hosted, and what it stands in: frames of other pages, plain http; and what it says to others, and ships. */
import { readFileSync } from 'node:fs';
import { test as base, expect, type Frame, type Page, type Request } from '@playwright/test';
import { headers, isolation } from '../../src/runtime/browser/headers';
import { type Host, serve } from '../host';
import { button, dialog, hub, keptModels, openLibrary, runsBase } from '../library';
import { choosePhotograph, fixture, open, settled } from '../playground';

const test = base.extend<{ host: Host; course: Host }>({
  // biome-ignore lint/correctness/noEmptyPattern: fixtures are told by this pattern
  host: async ({}, use) => {
    const host = await serve();
    await use(host);
    await host.close();
  },
  /** A page of another host that shows this one. */
  // biome-ignore lint/correctness/noEmptyPattern: fixtures are told by this pattern
  course: async ({}, use) => {
    const course = await serve('/', '127.0.0.1');
    await use(course);
    await course.close();
  },
});

const frameIn = (course: Host, host: Host, attributes: string, extra = {}): void => {
  course.change = () => ({
    status: 200,
    headers: { 'Content-Type': 'text/html', ...extra },
    content: `<!doctype html><title>A course</title><iframe ${attributes} width="1200" height="900" src="${host.address}"></iframe>`,
  });
};

/** The page in the frame of the course. */
async function framed(page: Page, course: Host): Promise<Frame> {
  await page.goto(course.address);
  return page.frames()[1];
}

test('a course page shows the page in a frame, from a host that sends no headers', async ({
  page,
  host,
  course,
}) => {
  frameIn(course, host, '');
  const frame = await framed(page, course);
  await expect(frame.getByRole('main')).toHaveAttribute('aria-busy', 'false');
  await expect(frame.getByText('WebAssembly, one thread')).toBeVisible();
});

test('a course page that is isolated shows it too, and can give it threads', async ({
  page,
  host,
  course,
}) => {
  host.change = (_, answer) => ({ ...answer, headers: { ...answer.headers, ...headers } });
  frameIn(course, host, 'allow="cross-origin-isolated"', isolation);
  const frame = await framed(page, course);
  await expect(frame.getByRole('main')).toHaveAttribute('aria-busy', 'false');
  expect(await frame.evaluate(() => crossOriginIsolated)).toBe(true);
});

/** Has the course show what Share gives for it. */
async function embed(page: Page, course: Host, host: Host, extra = {}): Promise<void> {
  await page.goto(`${host.address}#ratio=0.6`);
  await settled(page);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Photographs' }).check();
  await page.getByText('For a course page').click();
  const html = await page.getByRole('region', { name: 'HTML for a course page' }).innerText();
  course.change = () => ({
    status: 200,
    headers: { 'Content-Type': 'text/html', ...extra },
    content: `<!doctype html><title>A course</title>${html}`,
  });
}

test('a course page with the HTML that Share gives shows the page as it is, as high as it needs to be', async ({
  page,
  host,
  course,
}) => {
  await embed(page, course, host);
  for (const width of [320, 1200]) {
    await page.setViewportSize({ width, height: 800 });
    const frame = await framed(page, course);
    await expect(frame.getByRole('main')).toHaveAttribute('aria-busy', 'false');
    await expect(frame.getByRole('slider', { name: 'Mask ratio' })).toHaveAttribute('aria-valuetext', /^60/);
    await expect(frame.getByLabel('Choose a photograph')).toHaveCount(0);
    const hangsOver = (): Promise<number[]> =>
      frame.evaluate(() => {
        const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement;
        return [scrollHeight - clientHeight, scrollWidth - clientWidth];
      });
    await expect.poll(hangsOver, `at ${width} pixels`).toEqual([0, 0]);
  }
});

test('a course page that is isolated shows the page by the HTML that Share gives, with threads, camera and full screen', async ({
  page,
  host,
  course,
}) => {
  host.change = (_, answer) => ({ ...answer, headers: { ...answer.headers, ...headers } });
  await embed(page, course, host, isolation);
  const frame = await framed(page, course);
  await expect(frame.getByRole('main')).toHaveAttribute('aria-busy', 'false');
  await expect(frame.getByRole('status', { name: 'Loss' })).toHaveText(/^0\.\d{4}$/);
  const isIsolated = () => crossOriginIsolated;
  expect([await page.evaluate(isIsolated), await frame.evaluate(isIsolated)]).toEqual([true, true]);
  // As high as the page in it needs, and no higher.
  const needed = () => frame.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
  const given = () => page.locator('iframe').evaluate((found) => found.getBoundingClientRect().height);
  await expect.poll(async () => (await given()) - (await needed())).toBe(0);
  expect(await frame.evaluate(() => document.fullscreenEnabled)).toBe(true);
  const camera = await frame.evaluate(
    async () => (await navigator.permissions.query({ name: 'camera' })).state,
  );
  expect(camera).not.toBe('denied');
});

test('`npm start` sends what such a frame needs', async ({ request }) => {
  expect((await request.get('./')).headers()).toMatchObject({
    'cross-origin-resource-policy': 'cross-origin',
  });
});

const notStarted = 'MAE Playground has not started yet.';

for (const [kind, extra] of [
  ['whose script may not even be fetched', {}],
  ['whose script may be fetched, and start no thread', { 'Access-Control-Allow-Origin': '*' }],
] as const) {
  test(`in a frame that is shut in, the page, ${kind}, says what to do`, async ({ page, host, course }) => {
    host.change = (_, answer) => ({ ...answer, headers: { ...answer.headers, ...extra } });
    frameIn(course, host, 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"');
    const frame = await framed(page, course);
    await expect(frame.getByText(notStarted)).toBeVisible();
    const opened = page.waitForEvent('popup');
    await frame.getByRole('link', { name: 'open it in a tab of its own' }).click();
    await settled(await opened);
  });
}

test('a page whose script came is not told that it has not started', async ({ page }) => {
  await open(page);
  await expect(page.getByText(notStarted)).toHaveCount(0);
});

/** A name that is not this machine's own: what is fetched from it over http is not trusted. */
const lan = test.extend<object, object>({
  launchOptions: [
    ({ launchOptions }, use) =>
      use({
        ...launchOptions,
        args: [...(launchOptions.args ?? []), '--host-resolver-rules=MAP classroom.lan 127.0.0.1'],
      }),
    { scope: 'worker' },
  ],
});

lan(
  'over plain http in a classroom the page works on one thread, and says of a download that it cannot keep it',
  async ({ page, course: classroom }) => {
    await hub(page.context());
    await page.goto(classroom.address.replace('127.0.0.1', 'classroom.lan'));
    await settled(page);
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    await expect(page.getByText('WebAssembly, one thread')).toBeVisible();
    await choosePhotograph(page, fixture('photo.png'));
    await settled(page);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await openLibrary(page);
    await button(page, 'MAE-Base').click();
    await expect(dialog(page)).toContainText('gives the page no place to keep a model');
    await button(page, 'Download 0.3 MB').click();
    await expect(keptModels(page)).toContainText('in memory until the page is closed');
    await page.keyboard.press('Escape');
    await runsBase(page);
  },
);

test('the hub does not learn from which page it is asked', async ({ page, context }) => {
  const asked: Request[] = [];
  const weights = readFileSync(fixture('checkpoints/hub/model.safetensors'));
  const config = readFileSync(fixture('checkpoints/hub/config.json'));
  await context.route('https://huggingface.co/**', (route) => {
    asked.push(route.request());
    const path = new URL(route.request().url()).pathname;
    if (path.includes('/revision/')) return route.fulfill({ json: { sha: 'b56a4a2' } });
    if (path.includes('/tree/')) {
      return route.fulfill({
        json: [
          { path: 'config.json', size: config.length },
          { path: 'model.safetensors', size: weights.length },
        ],
      });
    }
    return route.fulfill({ body: path.endsWith('config.json') ? config : weights });
  });
  await open(page);
  await page.getByRole('button', { name: 'More models' }).click();
  await button(page, 'MAE-Base').click();
  await button(page, 'Download 0.3 MB').click();
  await expect(keptModels(page)).toBeVisible();
  const paths = asked.map((request) => new URL(request.url()).pathname.split('/').at(-1));
  expect(paths).toEqual(['main', 'b56a4a2', 'config.json', 'model.safetensors']);
  for (const request of asked) expect(await request.allHeaders()).not.toHaveProperty('referer');
});

test('the page carries the licences of all that it ships', async ({ page }) => {
  await open(page);
  const [shown] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: 'Licences' }).click(),
  ]);
  const text = await shown.locator('body').innerText();
  for (const name of ['MAE Playground', 'react-dom', 'zustand', 'onnxruntime-web', 'jspdf'])
    expect(text).toContain(name);
  for (const name of [
    'hash-wasm',
    'client-zip',
    'valibot',
    'd3-color',
    'fontsource-variable/inter',
    'Picos de Europa',
  ])
    expect(text).toContain(name);
  expect(text).toContain('SIL OPEN FONT LICENSE');
  expect(text).toContain('Copyright (c) Microsoft Corporation');
  // With its letters right.
  expect(text).toContain('Stéfan van der Walt');
});
