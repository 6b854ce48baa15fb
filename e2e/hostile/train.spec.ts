/** A run that is cut off: its tab, its threads, its numbers. Its last good state is there, and it goes on from it. */
import { expect, type Page } from '@playwright/test';
import { isolation } from '../../src/runtime/browser/headers';
import { type Answer, serve } from '../host';
import { knowThePage, visit as test } from '../playground';
import {
  button,
  done,
  heldOut,
  keptRuns,
  learning,
  openTrain,
  pause,
  run,
  setSteps,
  train,
} from '../training';

/** A run that learns and has a state to go on from. */
async function begin(page: Page, steps: number): Promise<void> {
  await train(page, steps);
  await learning(page);
  await pause(page);
  await button(page, 'Go on').click();
  await learning(page);
}

async function goOnFromLastGood(page: Page): Promise<void> {
  await expect(run(page, 1)).toContainText(/The last good state, after \d+ steps, can be used/);
  await button(page, /^Go on from step \d+$/).click();
  await learning(page);
}

/** The last thread that trains. */
function thread(page: Page) {
  const found = page.workers().findLast((worker) => worker.url().includes('train.worker'));
  if (!found) throw new Error('no thread trains');
  return found;
}

test('a tab that crashes while its model learns: the next one has the run, and goes on with it', async ({
  browser,
  baseURL,
}) => {
  // A process of its own, which the shared tab of the tests does not end with.
  const context = await browser.newContext({ baseURL, serviceWorkers: 'block' });
  await context.addInitScript(knowThePage);
  const page = await context.newPage();
  await begin(page, 60);
  const crashed = page.waitForEvent('crash');
  const devtools = await context.newCDPSession(page);
  void devtools.send('Page.crash').catch(() => undefined);
  await crashed;
  const next = await context.newPage();
  await openTrain(next);
  await keptRuns(next)
    .getByRole('button', { name: /^Go on with/ })
    .click();
  await done(next, 1, 60);
  const errors = await heldOut(next);
  expect(errors.every(Number.isFinite)).toBe(true);
  expect(errors.at(-1)).toBeLessThan(0.95 * errors[0]);
  await context.close();
});

test('a tab that the browser freezes while its model learns goes on when it is thawed', async ({ page }) => {
  await begin(page, 120);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  const other = await page.context().newPage();
  await openTrain(other);
  // It is that tab's still, and what it kept is there.
  await expect(keptRuns(other)).toContainText('It goes on in another tab of this page.');
  await expect(keptRuns(other).getByRole('button', { name: /^Use / })).toBeVisible();
  await other.close();
  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  await done(page, 1, 120);
  const errors = await heldOut(page);
  expect(errors.at(-1)).toBeLessThan(0.95 * errors[0]);
});

/** What happens in a thread, and what is said then. */
const ends = [
  {
    what: 'in which an error is not caught',
    happens: () => {
      setTimeout(() => {
        throw new WebAssembly.RuntimeError('unreachable');
      });
    },
    says: 'it broke off with “Uncaught RuntimeError: unreachable”',
  },
  {
    what: 'in which nobody waits for what fails',
    happens: () => {
      void Promise.reject(new WebAssembly.RuntimeError('unreachable'));
    },
    says: 'it broke off with “unreachable”',
  },
  {
    what: 'which ends without a word',
    happens: () => close(),
    says: 'the browser ended one of its threads',
  },
] as const;

for (const { what, happens, says } of ends) {
  test(`a run ${what} says so, and goes on from its last good state`, async ({ page }) => {
    await begin(page, 400);
    // A thread that has ended does not answer.
    void thread(page)
      .evaluate(happens)
      .catch(() => undefined);
    await expect(run(page, 1)).toContainText(/It stopped after step \d+/);
    await expect(run(page, 1)).toContainText(says);
    await goOnFromLastGood(page);
  });
}

/** The page on a host that answers otherwise when it is asked for the file of the helpers, which hear nothing while they compute. */
async function withHelpers(page: Page, otherwise: Partial<Answer> | ((content: string) => string)) {
  const host = await serve();
  host.change = (path, answer) => ({
    ...answer,
    ...(path.includes('kernel.worker') &&
      (typeof otherwise === 'function' ? { content: otherwise(String(answer.content)) } : otherwise)),
    // With them a page has threads.
    headers: { ...answer.headers, ...isolation },
  });
  await page.goto(`${host.address}#mode=train`);
  await setSteps(page, 400);
  await button(page, 'Begin').click();
  return host;
}

test('a run whose helpers cannot be fetched does without them', async ({ page }) => {
  const host = await withHelpers(page, { status: 404 });
  await learning(page);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await host.close();
});

/** After some steps a helper does this in place of a kernel. */
const breaks = [
  {
    what: 'reaches beyond its memory',
    act: 'return kernel(...numbers.map((value, i) => i < numbers.length - 2 ? 2 ** 31 - 64 : value));',
  },
  { what: 'does not answer any more', act: 'for (;;);' },
];

for (const { what, act } of breaks) {
  test(`a run whose helper ${what} says so, and goes on from its last good state`, async ({ page }) => {
    const broken = `
      let kernels = 0;
      const { get } = Map.prototype;
      Map.prototype.get = function (key) {
        const kernel = get.call(this, key);
        if (typeof kernel !== 'function' || ++kernels < 20_000) return kernel;
        return (...numbers) => { ${act} };
      };\n`;
    const host = await withHelpers(page, (content) => broken + content);
    await learning(page);
    await pause(page);
    await button(page, 'Go on').click();
    await expect(run(page, 1)).toContainText(/It stopped after step \d+/, { timeout: 90_000 });
    await expect(run(page, 1)).toContainText(
      'one of the threads that compute broke, or does not answer any more',
    );
    await goOnFromLastGood(page);
    await host.close();
  });
}

test('a run whose losses are no numbers says so, and goes on with a lower rate', async ({ page }) => {
  await begin(page, 400);
  // No rate that the page allows came to that within minutes.
  await thread(page).evaluate(() =>
    dispatchEvent(new MessageEvent('message', { data: { type: 'setLearningRate', peak: 1e30 } })),
  );
  await expect(run(page, 1)).toContainText('is not a number any more; a lower learning rate may help');
  await run(page, 1).getByRole('textbox', { name: 'Learning rate' }).fill('0.001');
  await goOnFromLastGood(page);
  await expect(run(page, 1).getByRole('textbox', { name: 'Learning rate' })).toHaveValue('0.001');
});
