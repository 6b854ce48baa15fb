/** The page for everyone: assistive technology, keyboard, small screens, both colour schemes. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import { goHome, open, settled, test } from './playground';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong, as "rule: element" lines. */
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations: found } = await axe.run(document, { resultTypes: ['violations'] });
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

/** Everything that can be open on the page, one after the other. Ends with the figure that was there first, as no link brings that back. */
async function* everyView(page: Page): AsyncGenerator<string> {
  for (const layout of ['Wipe', 'Errors', 'Steps', 'Side by side']) {
    await page.getByRole('radio', { name: layout, exact: true }).check({ force: true });
    yield layout;
  }
  await page.getByRole('radio', { name: 'By hand' }).check({ force: true });
  await page.getByRole('slider', { name: 'Magnify' }).fill('2');
  yield 'By hand, magnified';
  await page.getByRole('button', { name: 'Share' }).click();
  yield 'Share';
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('The mask, for a notebook').click();
  yield 'Save';
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More models' }).click();
  yield 'More models';
  await page.keyboard.press('Escape');
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click();
    await settled(page);
    yield await tab.innerText();
  }
  await page.getByRole('tab', { name: 'Figure' }).click();
  for (const kind of ['Photos', 'Masks', 'Ratios']) {
    await page.getByText(kind, { exact: true }).click();
    await expect(page.locator('[aria-label="Figure"][aria-busy="false"]')).toBeVisible();
    yield kind;
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [360, 1440]) {
    test(`axe finds nothing wrong at ${width} pixels in ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await goHome(page);
      await page.getByRole('button', { name: 'Move and zoom' }).click();
      await page.getByRole('spinbutton', { name: 'Seed' }).fill('-1');
      expect(await violations(page)).toEqual([]);
      for await (const view of everyView(page)) {
        expect(await violations(page), view).toEqual([]);
      }
    });
  }
}

for (const width of [360, 768, 1024, 1440, 2560]) {
  test(`nothing sticks out sideways at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await goHome(page);
    for await (const view of everyView(page)) {
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, view).toBeLessThanOrEqual(0);
    }
  });
}

test('everything can be reached with the tab key, in the order in which it stands', async ({ page }) => {
  await open(page);
  const reached: string[] = [];
  while (reached.at(-1) !== 'Backend' && reached.length < 60) {
    await page.keyboard.press('Tab');
    reached.push(
      await page.evaluate(() => {
        const element = document.activeElement as HTMLInputElement;
        const words = element.labels?.[0]?.textContent || element.textContent;
        return words || element.getAttribute('aria-label') || element.querySelector('img')?.alt || '';
      }),
    );
  }
  const samples = reached.splice(reached.indexOf('A cup of coffee'), 12);
  expect(new Set(samples).size).toBe(12);
  expect(reached).toEqual([
    'The paper',
    'Share',
    'One picture',
    'Paste visible patches',
    'Move and zoom',
    'Side by side',
    'Magnify',
    'Save',
    'Mask ratio',
    'Random',
    'Seed',
    'New mask',
    'Choose a photograph',
    'CC0 1.0',
    'Model',
    'About this model',
    'More models',
    'Open a model file',
    'Backend',
  ]);
});

test('on a phone the slider stays in reach wherever the page is scrolled to', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await goHome(page);
  await expect(page.getByRole('slider', { name: 'Mask ratio' })).toBeInViewport();
  await page.getByRole('img', { name: 'Original' }).scrollIntoViewIfNeeded();
  await expect(page.getByRole('slider', { name: 'Mask ratio' })).toBeInViewport();
});

test('the outcome is said once the pictures have come to rest', async ({ page }) => {
  await goHome(page);
  await page.getByRole('slider', { name: 'Mask ratio' }).fill('80');
  await settled(page);
  await expect(page.locator('[aria-live="polite"]').first()).toHaveText(
    /^Reconstruction ready, 39 of 196 patches visible, loss \d\.\d{4}, PSNR \d+\.\d\d decibels\.$/,
  );
});
