/** A run that is cut off: its tab, its threads, its numbers. Its last good state is there, and it goes on from it. */
import { expect, type Page } from '@playwright/test';
import { isolation } from '../../src/runtime/browser/headers';
import { serve } from '../host';
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

/** The last thread of a run that was started from this file. */
function thread(page: Page, name: 'train' | 'kernel') {
  const found = page.workers().findLast((worker) => worker.url().includes(`${name}.worker`));
  if (!found) throw new Error(`no thread runs ${name}.worker`);
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

/** What happens in a thread, and what is said then. */
const ends = [
  {
    what: 'in which an error is not caught',
    name: 'train',
    happens: () => {
      setTimeout(() => {
        throw new WebAssembly.RuntimeError('unreachable');
      });
    },
    says: 'it broke off with “Uncaught RuntimeError: unreachable”',
  },
  {
    what: 'in which nobody waits for what fails',
    name: 'train',
    happens: () => {
      void Promise.reject(new WebAssembly.RuntimeError('unreachable'));
    },
    says: 'it broke off with “unreachable”',
  },
  {
    what: 'which ends without a word',
    name: 'train',
    happens: () => close(),
    says: 'the browser ended one of its threads',
  },
  {
    what: 'whose helper ends without a word',
    name: 'kernel',
    happens: () => close(),
    says: 'the browser ended one of its threads',
  },
  {
    what: 'whose helper reaches beyond its memory',
    name: 'kernel',
    happens: () => {
      // The next kernels are given pointers that lead out of the memory; their last two numbers say where they begin and end.
      const { get } = Map.prototype;
      Map.prototype.get = function (key) {
        const kernel = get.call(this, key);
        if (typeof kernel !== 'function') return kernel;
        return (...numbers: number[]) =>
          kernel(...numbers.map((value, i) => (i < numbers.length - 2 ? 2 ** 31 - 64 : value)));
      };
    },
    says: 'memory access out of bounds',
  },
] as const;

for (const { what, name, happens, says } of ends) {
  test(`a run ${what} says so, and goes on from its last good state`, async ({ page }) => {
    await begin(page, 400);
    // A thread that has ended does not answer.
    void thread(page, name)
      .evaluate(happens)
      .catch(() => undefined);
    await expect(run(page, 1)).toContainText(/It stopped after step \d+/);
    await expect(run(page, 1)).toContainText(says);
    await goOnFromLastGood(page);
  });
}

test('a run whose helpers cannot be fetched says so', async ({ page }) => {
  const host = await serve();
  host.change = (path, answer) => ({
    ...answer,
    status: path.includes('kernel.worker') ? 404 : answer.status,
    // With them a page has threads.
    headers: { ...answer.headers, ...isolation },
  });
  await page.goto(`${host.address}#mode=train`);
  await setSteps(page, 400);
  await button(page, 'Begin').click();
  await expect(run(page, 1)).toContainText('a part of the page could not be started', { timeout: 60_000 });
  await host.close();
});

test('a run whose losses are no numbers says so, and goes on with a lower rate', async ({ page }) => {
  await begin(page, 400);
  // No rate that the page allows came to that within minutes.
  await thread(page, 'train').evaluate(() =>
    dispatchEvent(new MessageEvent('message', { data: { type: 'setLearningRate', peak: 1e30 } })),
  );
  await expect(run(page, 1)).toContainText('is not a number any more; a lower learning rate may help');
  await run(page, 1).getByRole('textbox', { name: 'Learning rate' }).fill('0.001');
  await goOnFromLastGood(page);
  await expect(run(page, 1).getByRole('textbox', { name: 'Learning rate' })).toHaveValue('0.001');
});
