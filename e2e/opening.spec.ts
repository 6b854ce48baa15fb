/** The first minute: opening the page, and coming back to it. */
import { expect, type Page } from '@playwright/test';
import { keptPaths, MODEL } from './host';
import { measure, open, picture, pixels, settled, visit as test, worstDifference } from './playground';

/** Holds the model's weights back until the returned function is called. */
async function holdWeights(page: Page): Promise<() => void> {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/*.safetensors', async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

test('a finished triplet is there before the model has arrived, and the live one looks the same', async ({
  page,
}) => {
  const release = await holdWeights(page);
  await page.goto('./');
  await expect(measure(page, 'Time')).toHaveText('made beforehand');
  await expect(measure(page, 'Loss')).toHaveText(/^\d\.\d{4}$/);
  await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'true');
  const [before, loss] = [await pixels(page, 'Reconstruction'), await measure(page, 'Loss').textContent()];
  release();
  await settled(page);
  await expect(measure(page, 'Time')).toHaveText(/^\d+ ms$/);
  // The one that comes with the page is compressed with loss: alike on the whole, not in each pixel.
  const after = await pixels(page, 'Reconstruction');
  const mean = before.reduce((sum, value, i) => sum + Math.abs(value - after[i]), 0) / before.length;
  expect(mean).toBeLessThan(3);
  expect(Number(await measure(page, 'Loss').textContent())).toBeCloseTo(Number(loss), 2);
});

test('the slider works while the model is still on its way', async ({ page }) => {
  const release = await holdWeights(page);
  await page.goto('./');
  await expect(picture(page, 'Masked')).toBeVisible();
  await page.getByRole('slider', { name: 'Mask ratio' }).fill('90');
  await expect(page.getByText('19 visible, 177 hidden')).toBeVisible();
  release();
  await settled(page);
  await expect(measure(page, 'Visible patches')).toHaveText('19 of 196');
});

test('nothing is asked of any other address', async ({ page, baseURL }) => {
  const strangers: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(baseURL ?? '') && !url.startsWith('blob:') && !url.startsWith('data:'))
      strangers.push(url);
  });
  await open(page);
  await page.getByRole('button', { name: 'New mask' }).click();
  await settled(page);
  expect(strangers).toEqual([]);
});

test('page and worker forbid themselves to send anything to another address', async ({ page }) => {
  const workerPolicy = page.waitForResponse(/inference\.worker/).then((response) => response.headers());
  await open(page);
  expect((await workerPolicy)['content-security-policy']).toContain("default-src 'self'");
  const refused = await page.evaluate(async () => {
    const directives: string[] = [];
    addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
      directives.push(effectiveDirective),
    );
    await fetch('http://127.0.0.1:9/', { method: 'POST', body: 'photograph', mode: 'no-cors' }).catch(
      () => undefined,
    );
    await new Promise((resolve) => {
      const image = new Image();
      image.onerror = resolve;
      image.src = 'http://127.0.0.1:9/photograph.png';
    });
    // Policy and header are the same policy twice, and each reports.
    return [...new Set(directives)];
  });
  expect(refused).toEqual(['connect-src', 'img-src']);
});

test('WebAssembly runs with threads, because the page is cross-origin isolated', async ({ page }) => {
  await open(page);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  const cores = await page.evaluate(() => Math.min(navigator.hardwareConcurrency, 4));
  await expect(
    page.getByText(cores === 1 ? 'WebAssembly, one thread' : `WebAssembly, ${cores} threads`),
  ).toBeVisible();
});

test('the model is not fetched a second time', async ({ page }) => {
  await open(page);
  // What is kept is kept when the pictures are there.
  await expect.poll(() => keptPaths(page)).toContainEqual(MODEL);
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.reload();
  await settled(page);
  expect(fetched.filter((url) => url.endsWith('.safetensors'))).toEqual([]);
});

test('nothing on the page moves while it comes alive', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await open(page);
  const total = await page.evaluate(() =>
    (globalThis as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0),
  );
  expect(total).toBeLessThan(0.02);
});

test('two visits draw the same picture', async ({ page }) => {
  await open(page);
  const first = await pixels(page, 'Reconstruction');
  await page.reload();
  await settled(page);
  expect(worstDifference(first, await pixels(page, 'Reconstruction'))).toBe(0);
});
