/** Starting on a bad day: whatever hangs, dies or is refused, starting has an end, and the page says which. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { measure, settled } from '../playground';

/** Lets the page believe that time passes, until it says something: what it waits for may begin a little later than the test does. */
const passUntil = (page: Page, words: Locator): Promise<void> =>
  expect(async () => {
    await page.clock.runFor(5000);
    await expect(words).toBeVisible({ timeout: 100 });
  }).toPass();

/** Has every inference worker run a script before its own. */
const inWorkers = (page: Page, script: () => void): Promise<unknown> =>
  page.route(/inference\.worker/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${script})();${await response.text()}` });
  });

const startStage = (page: Page) =>
  page.waitForResponse(/ort-wasm.*\.wasm/).then((response) => response.finished());

const said = (page: Page, hasText?: string) => page.getByRole('alert').filter({ hasText });

test('threads that never start: the page tries again, then goes on with one, and says why', async ({
  page,
}) => {
  await page.clock.install();
  // As a browser does that collects a nested worker while it starts.
  await inWorkers(page, () => {
    globalThis.Worker = class extends EventTarget {
      postMessage() {}
      terminate() {}
    } as unknown as typeof Worker;
  });
  let isThere = startStage(page);
  await page.goto('./');
  await isThere;
  isThere = startStage(page);
  await passUntil(page, said(page, 'so the page tries again'));
  await isThere;
  await passUntil(page, page.getByText(/^Runs on WebAssembly: WebAssembly with \d threads failed/));
  await settled(page);
  await expect(page.getByText('WebAssembly, one thread')).toBeVisible();
  await expect(measure(page, 'Loss')).toHaveText(/^0\.\d{4}$/);
});

test('a browser that does not answer about its GPU is not waited for', async ({ page }) => {
  await page.clock.install();
  await page.addInitScript(() =>
    Object.defineProperty(navigator, 'gpu', {
      value: { requestAdapter: () => new Promise(() => undefined) },
    }),
  );
  await page.goto('./');
  await page.getByRole('combobox', { name: 'Backend' }).selectOption('WebAssembly');
  await expect(page.getByText('Runs on WebAssembly: as chosen.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Backend' }).selectOption('Automatic');
  await expect(page.getByText('Not running yet.')).toBeVisible();
  await passUntil(
    page,
    page.getByText('Runs on WebAssembly: this browser did not answer when it was asked for a GPU.'),
  );
});

test('a connection that stands still is tried again, and named when it still does; the picture stays', async ({
  page,
}) => {
  await page.clock.install();
  await page.route('**/*.safetensors', () => new Promise(() => undefined));
  await page.goto('./');
  await expect(measure(page, 'Time')).toHaveText('made beforehand');
  await passUntil(page, said(page, 'came to a standstill for 30 seconds'));
  await passUntil(page, said(page, 'nothing has come for 60 seconds; check the connection and try again'));
  await expect(measure(page, 'Time')).toHaveText('made beforehand');
  await page.unroute('**/*.safetensors');
  await page.getByRole('button', { name: 'Try again' }).click();
  await settled(page);
  await expect(said(page)).toHaveCount(0);
});

test('a worker that the browser ends without a word is missed, and trying again works', async ({ page }) => {
  await page.clock.install();
  await page.addInitScript(() => {
    const started: Worker[] = [];
    Object.assign(globalThis, { started });
    globalThis.Worker = class extends Worker {
      constructor(...args: ConstructorParameters<typeof Worker>) {
        super(...args);
        started.push(this);
      }
    };
  });
  await page.goto('./');
  await settled(page);
  // Until then it would be started anew by itself, with one thread.
  await expect(page.getByText('Self-check passed')).toBeVisible();
  await page.evaluate(() => {
    for (const worker of (globalThis as unknown as { started: Worker[] }).started) worker.terminate();
  });
  await page.getByRole('button', { name: 'New mask' }).click();
  await passUntil(page, said(page, 'cannot run here: it gave no sign of life for'));
  await page.getByRole('button', { name: 'Try again' }).click();
  await settled(page);
  await expect(said(page)).toHaveCount(0);
});

test('threads that are refused do not keep the page from one', async ({ page }) => {
  await inWorkers(page, () => {
    globalThis.Worker = class {
      constructor() {
        throw new DOMException('Failed to construct Worker', 'SecurityError');
      }
    } as unknown as typeof Worker;
  });
  await page.goto('./');
  await settled(page);
  await expect(page.getByText(/^Runs on WebAssembly: WebAssembly with \d threads failed/)).toBeVisible();
  await expect(page.getByText('WebAssembly, one thread')).toBeVisible();
});

test('memory that is refused altogether is named, and the picture stays', async ({ page }) => {
  await inWorkers(page, () => {
    WebAssembly.Memory = class {
      constructor() {
        throw new RangeError('WebAssembly.Memory(): could not allocate memory');
      }
    } as unknown as typeof WebAssembly.Memory;
    WebAssembly.instantiateStreaming = () => Promise.reject(new RangeError('Out of memory'));
    WebAssembly.instantiate = WebAssembly.instantiateStreaming as unknown as typeof WebAssembly.instantiate;
  });
  await page.goto('./');
  await expect(said(page)).toContainText('cannot run here: this device does not give it enough memory.');
  await expect(measure(page, 'Time')).toHaveText('made beforehand');
});

test('a browser without WebAssembly is told from one that is too small', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'));
  await page.goto('./');
  await expect(said(page)).toContainText('this browser runs no WebAssembly');
  await expect(measure(page, 'Time')).toHaveText('made beforehand');
});

test('the sign-in page of a network in place of WebAssembly is told, and trying again works', async ({
  page,
}) => {
  await page.route('**/*.wasm', (route) =>
    route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Sign in</h1>' }),
  );
  await page.goto('./');
  await expect(said(page)).toContainText('the server sent something else than a part of the page');
  await page.unroute('**/*.wasm');
  await page.getByRole('button', { name: 'Try again' }).click();
  await settled(page);
  await expect(said(page)).toHaveCount(0);
});
