/** Training on WebGPU. The adapter here is a software one, some fifty times slower than WebAssembly: few steps. */
import { expect, type Page, test } from '@playwright/test';
import { knowThePage } from '../playground';

/** Put before the script of the thread that trains: its GPU is lost when a message says so. */
const LOSABLE = `
const own = GPUAdapter.prototype.requestDevice;
GPUAdapter.prototype.requestDevice = async function (...wanted) {
  const device = await own.apply(this, wanted);
  new BroadcastChannel('lose-the-gpu').onmessage = () => device.destroy();
  return device;
};
`;

const lose = (page: Page): Promise<void> =>
  page.evaluate(() => new BroadcastChannel('lose-the-gpu').postMessage('now'));

const view = (page: Page) => page.getByRole('region', { name: 'Train', exact: true });
const run = (page: Page, number: number) =>
  view(page).getByRole('region', { name: new RegExp(`^Run ${number},`) });
const press = (page: Page, name: string | RegExp) =>
  view(page).getByRole('button', { name, exact: true }).click();
const says = (page: Page, number: number, words: string | RegExp): Promise<void> =>
  expect(run(page, number)).toContainText(words, { timeout: 240_000 });

/** Steps made, and the errors in training and held out. */
async function numbers(page: Page, number: number): Promise<number[]> {
  const cells = view(page)
    .getByRole('table', { name: 'The last numbers' })
    .locator(`tbody td:nth-child(${1 + number})`);
  return (await cells.allInnerTexts()).slice(0, 3).map(Number.parseFloat);
}

test.beforeEach(async ({ page }) => {
  await page.addInitScript(knowThePage);
  await page.route(/\/assets\/train\.worker[^/]*\.js$/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: LOSABLE + (await answer.text()) });
  });
});

// One test, since a software GPU takes a minute to come to its first step.
test('a software GPU trains nothing until it is asked for; then a model learns as on WebAssembly, and when the GPU is lost the page says so and I go on from the last good state', async ({
  page,
}) => {
  test.setTimeout(900_000);
  await page.goto('./#mode=train&steps=10');
  await press(page, 'Begin');
  await says(page, 1, /Computes on WebAssembly, .*: the only GPU here is a software emulation/);
  await says(page, 1, 'Done: 10 steps');

  await page.getByRole('combobox', { name: 'Backend' }).selectOption('WebGPU');
  await expect(view(page)).toContainText('It computes where “Backend” says, now on WebGPU: as chosen');
  // The page's own model keeps the software GPU busy until then.
  await expect(page.getByText('Runs on WebGPU: as chosen')).toBeVisible({ timeout: 240_000 });
  await press(page, 'Begin');
  await says(page, 2, 'Computes on WebGPU: as chosen, on a slow software GPU');
  await says(page, 2, /Learning: step [1-9] of 10/);
  await press(page, 'Pause');
  await says(page, 2, 'Kept in this browser after step');
  await press(page, 'Go on');
  await expect(run(page, 2)).toContainText('Learning');
  await lose(page);
  await says(page, 2, /It stopped after step \d+: the GPU was lost\./);
  await says(page, 2, /The last good state, after [1-9] steps, can be used\./);
  await press(page, /^Go on from step [1-9]$/);
  await says(page, 2, 'Computes on WebGPU');
  await says(page, 2, 'Done: 10 steps');

  const [onProcessor, onGpu] = [await numbers(page, 1), await numbers(page, 2)];
  expect(onProcessor[0]).toBe(10);
  // Of what the page shows, three decimals, the last may be rounded otherwise.
  onGpu.forEach((value, i) => {
    expect(Math.abs(value - onProcessor[i])).toBeLessThan(0.0015);
  });
  await expect(page.getByRole('alert')).toHaveCount(0);
});
