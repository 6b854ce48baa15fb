/** The page for everyone: assistive technology, keyboard, small screens, both colour schemes. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Locator, type Page } from '@playwright/test';
import { everyView } from './everyView';
import { expectNoOverflow, goHome, open, settled, test } from './playground';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The rules that a colour scheme can break. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe finds wrong, as "rule: element" lines; by all of its rules, or by some. */
async function violations(page: Page, rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  return page.evaluate(async (values) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations: found } = await axe.run(document, {
      resultTypes: ['violations'],
      ...(values && { runOnly: { type: 'rule', values } }),
    });
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }, rules);
}

for (const width of [360, 1440]) {
  test(`axe finds nothing wrong at ${width} pixels, in light and in dark`, async ({ page }) => {
    const expectNone = async (view?: string): Promise<void> => {
      // Without motion colours change at once.
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
      expect(await violations(page), view).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
      expect(await violations(page, COLOURS), view).toEqual([]);
    };
    await page.setViewportSize({ width, height: 800 });
    await goHome(page);
    await page.getByRole('button', { name: 'Move and zoom' }).click();
    await page.getByRole('spinbutton', { name: 'Seed' }).fill('-1');
    await expectNone();
    for await (const view of everyView(page)) await expectNone(view);
  });
}

test('nothing sticks out sideways, whatever is open and however wide the window is', async ({ page }) => {
  await goHome(page);
  for await (const view of everyView(page)) {
    await expectNoOverflow(page, [320, 360, 768, 1024, 1440, 2560], view);
  }
});

test('everything can be reached with the tab key, in the order in which it stands', async ({ page }) => {
  await open(page);
  const reached: string[] = [];
  while (reached.at(-1) !== 'Backend' && reached.length < 60) {
    await page.keyboard.press('Tab');
    reached.push(
      await page.evaluate(() => {
        const element = document.activeElement as HTMLInputElement;
        const words = element.labels?.[0]?.textContent || element.getAttribute('aria-label');
        return words || element.textContent || element.querySelector('img')?.alt || '';
      }),
    );
  }
  const samples = reached.splice(reached.indexOf('A cup of coffee'), 12);
  expect(new Set(samples).size).toBe(12);
  expect(reached).toEqual([
    'The paper',
    'Lesson',
    'Share',
    'About',
    'Language',
    'Theme',
    'One picture',
    'Side by side',
    'Magnify',
    'Interpolation too',
    'Save',
    'What is it: Raw or pasted',
    'Paste visible patches',
    'Move and zoom',
    'Loss',
    'PSNR',
    'SSIM',
    'Visible patches',
    'Time',
    'What is it: Mask ratio',
    'Mask ratio',
    'Random',
    'What is it: Random, block, grid',
    'What is it: Seed',
    'Seed',
    'New mask',
    'Choose a photograph',
    'Camera',
    'CC0 1.0',
    'Model',
    'About this model',
    'More models',
    'Open a model file',
    'What is it: Backend',
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

test('on a phone the reconstruction is on the first screen, and a photograph that I choose leads back to it', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await goHome(page);
  const reconstruction = page.getByRole('img', { name: 'Reconstruction', exact: true });
  // The slider lies over the end of the screen.
  const isOnScreen = async (): Promise<boolean> => {
    const [picture, ratio] = await Promise.all([
      reconstruction.boundingBox(),
      page.getByRole('slider', { name: 'Mask ratio' }).boundingBox(),
    ]);
    return !!picture && !!ratio && picture.y >= 0 && picture.y + picture.height <= ratio.y;
  };
  await expect.poll(isOnScreen).toBe(true);
  await page.getByRole('button', { name: 'Half a fig' }).click();
  await expect.poll(isOnScreen).toBe(true);
});

test('the outcome is said once the pictures have come to rest', async ({ page }) => {
  await goHome(page);
  await page.getByRole('slider', { name: 'Mask ratio' }).fill('80');
  await settled(page);
  await expect(page.locator('[aria-live="polite"]').first()).toHaveText(
    /^Reconstruction ready, 39 of 196 patches visible, loss \d\.\d{4}, PSNR \d+\.\d\d decibels\.$/,
  );
});

test('in colours of my own what is chosen is told from what is not, and everything can be seen', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await open(page);
  const style = (element: Locator, property: string): Promise<string> =>
    element.evaluate((found, name) => getComputedStyle(found).getPropertyValue(name), property);
  const paper = await style(page.locator('body'), 'background-color');
  const tab = (name: string) => page.getByRole('tab', { name });
  expect(await style(tab('One picture'), 'border-bottom-color')).not.toBe(
    await style(tab('Figure'), 'border-bottom-color'),
  );
  const words = (name: string) => page.locator('label', { hasText: name }).locator('span');
  expect(await style(words('Side by side'), 'background-color')).not.toBe(
    await style(words('Wipe'), 'background-color'),
  );
  const paste = page.getByRole('switch', { name: 'Paste visible patches' });
  const off = await style(paste, 'background-color');
  await paste.click();
  const on = await style(paste, 'background-color');
  expect(new Set([paper, off, on]).size).toBe(3);
  await page.getByRole('radio', { name: 'Errors' }).check({ force: true });
  expect(await style(page.locator('.heat-bar'), 'background-image')).toContain('gradient');
  expect(await style(page.locator('.heat-swatch'), 'background-image')).toContain('gradient');
});

test('with letters twice as large nothing sticks out, and the switch keeps its shape', async ({ page }) => {
  await open(page);
  await page.addStyleTag({ content: ':root { font-size: 200% }' });
  for await (const view of everyView(page)) await expectNoOverflow(page, [320, 400, 640, 1920], view);
  await page.goto('./#view=triplet');
  const box = await page.getByRole('switch', { name: 'Paste visible patches' }).boundingBox();
  expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(1.8, 1);
});
