/** When the browser gives a run less memory than it takes. */
import { expect, test } from '@playwright/test';
import { executablePath, quiet } from '../../playwright.config';
import { knowThePage } from '../playground';
import { button, learning, openTrain, run, setSteps, view } from '../training';

// In units of 64 KiB: enough for the page's model, and half of what the largest run takes.
const MOST_PAGES = 3000;
test.use({
  launchOptions: { executablePath, args: [...quiet, `--js-flags=--wasm-max-mem-pages=${MOST_PAGES}`] },
});

test('a run that is too large for the memory says so and what may help, and a smaller one learns', async ({
  page,
}) => {
  // The largest takes long to compile.
  test.setTimeout(240_000);
  await page.addInitScript(knowThePage);
  await openTrain(page);
  await view(page).getByText('30 minutes').click();
  await setSteps(page, 20);
  await view(page).getByRole('slider', { name: 'Hidden' }).fill('5');
  await button(page, 'Begin').click();
  await expect(run(page, 1)).toContainText(
    'this device does not give it enough memory; a smaller model, more hidden patches or fewer open tabs may help',
    { timeout: 150_000 },
  );
  await expect(run(page, 1)).toContainText('The last good state');
  await view(page).getByText('1 minute', { exact: true }).click();
  await view(page).getByRole('slider', { name: 'Hidden' }).fill('75');
  await button(page, 'Begin').click();
  await learning(page, 2);
});
