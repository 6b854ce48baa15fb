/** What a first visit costs: bytes, and time to the first picture and to the person's own. */
import { type Browser, test } from '@playwright/test';
import { firstLoad, PARTS } from '../e2e/firstLoad';
import reference from '../e2e/fixtures/reference.json' with { type: 'json' };
import { choosePhotograph, fixture, settled } from '../e2e/playground';
import { hostOn, sentBytes } from './host';
import { atMost, mb, median, note, seconds } from './rows';

test('the first load, brotli', async ({ page, baseURL }) => {
  const paths = [...new Set(await firstLoad(page, baseURL as string))];
  const sum = (part: RegExp): number =>
    paths
      .filter((path) => part.test(path))
      .reduce((all, path) => all + (sentBytes(path || 'index.html')?.length ?? 0), 0);
  await atMost('all of it', sum(/^/), 10e6, mb);
  for (const [name, part] of Object.entries(PARTS)) await note({ measure: `– ${name}`, here: mb(sum(part)) });
});

/** Milliseconds from a fresh visit to the first picture drawn, and to the first reconstruction of the person's own photograph. */
async function cold(browser: Browser, url: string): Promise<{ first: number; own: number }> {
  // With the service worker, as a person's browser has it.
  const context = await browser.newContext({ baseURL: url, serviceWorkers: 'allow' });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const draw = CanvasRenderingContext2D.prototype.drawImage;
    CanvasRenderingContext2D.prototype.drawImage = function (
      this: CanvasRenderingContext2D,
      ...args: unknown[]
    ) {
      const told = globalThis as unknown as { first?: number };
      told.first ??= performance.now();
      return draw.apply(this, args as Parameters<typeof draw>);
    } as typeof draw;
  });
  const began = performance.now();
  await page.goto('./');
  await choosePhotograph(page, fixture(reference.photo));
  await settled(page);
  const own = performance.now() - began;
  const first = await page.evaluate(() => (globalThis as unknown as { first: number }).first);
  await context.close();
  return { first, own };
}

async function colds(browser: Browser, url: string, runs: number) {
  const all: Awaited<ReturnType<typeof cold>>[] = [];
  // The first warms the server's disk, not the browser.
  for (let run = -1; run < runs; run++) {
    const times = await cold(browser, url);
    if (run >= 0) all.push(times);
  }
  return { first: median(all.map(({ first }) => first)), own: median(all.map(({ own }) => own)) };
}

test('a cold start', async ({ browser, baseURL }) => {
  const near = await colds(browser, baseURL as string, 7);
  await note({ measure: 'from this machine: first picture', here: seconds(near.first) });
  await atMost('from this machine: first own reconstruction, median of 7', near.own, 1400, seconds);
  const { url, server } = await hostOn({ rate: 20e6 / 8 / 1000, delay: 40 });
  const far = await colds(browser, url, 3);
  server.close();
  await atMost('over 20 Mbit/s and 40 ms: first picture', far.first, 1000, seconds);
  await atMost('over 20 Mbit/s and 40 ms: first own reconstruction, median of 3', far.own, 5000, seconds);
});
