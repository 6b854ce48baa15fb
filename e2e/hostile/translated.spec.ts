/** A page that something else changes too: the browser's translator, or whatever else reaches into it. Nothing dies, nothing is lost. */
import { expect, type Page } from '@playwright/test';
import { everyView } from '../everyView';
import { choosePhotograph, fixture, measure, open, settled, slider, visit as test } from '../playground';

/** Runs in the page before it: as Chromium's translator does, an element of its own takes the place of every text, also of later ones. */
function translate(): void {
  const translated = (text: Text): void => {
    if (!text.data.trim() || text.parentElement?.closest('font, script, style, textarea')) return;
    const [outer, inner] = [document.createElement('font'), document.createElement('font')];
    inner.append(text.data);
    outer.append(inner);
    text.replaceWith(outer);
  };
  const look = (): void => {
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    texts.forEach(translated);
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}

/** All that goes wrong on the page without being told to the person. */
function failuresOf(page: Page): string[] {
  const failures: string[] = [];
  page.on('pageerror', ({ message }) => failures.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') failures.push(message.text());
  });
  return failures;
}

const broken = (page: Page) => page.getByRole('alert').filter({ hasText: 'could not go on drawing' });

test('a translated page can be used whole: every mode, dialog, one’s own files and mistakes', async ({
  page,
}) => {
  const failures = failuresOf(page);
  await page.addInitScript(translate);
  await open(page);
  await expect(page.locator('h1 font')).toHaveCount(2);

  await slider(page).fill('90');
  await settled(page);
  await expect(measure(page, 'Visible patches')).toHaveText('19 of 196');
  await page.getByRole('button', { name: 'A rocket at night' }).click();
  await expect(page.getByText('DSCOVR launch, SpaceX, ')).toBeVisible();
  await choosePhotograph(page, fixture('photo.png'));
  await expect(page.getByText('photo.png, which stays on this machine')).toBeVisible();
  await choosePhotograph(page, { name: 'no.png', mimeType: 'image/png', buffer: Buffer.from('words') });
  await page.getByRole('alert').getByRole('button', { name: 'Dismiss' }).click();
  await page.getByLabel('Open a model file').setInputFiles(fixture('checkpoints/authors/checkpoint-799.pth'));
  await expect(page.getByText('of 16 patches visible')).toHaveCount(0);
  await settled(page);
  await expect(page.getByRole('combobox', { name: 'Model', exact: true })).not.toHaveValue('mae-tiny');
  await page.getByRole('combobox', { name: 'Model', exact: true }).selectOption('mae-tiny');
  await settled(page);

  for await (const view of everyView(page)) await expect(broken(page), view).toHaveCount(0);
  await page.getByRole('tab', { name: 'One picture' }).click();
  await page.getByRole('radio', { name: 'Steps' }).check({ force: true });
  await slider(page).fill('50');
  await settled(page);
  await expect(page.getByText('98 of them are hidden')).toBeVisible();
  await expect(page.getByText('Only the 98 visible patches go in')).toBeVisible();
  await page.getByRole('tab', { name: 'Many files' }).click();
  await page.getByLabel('Choose files').setInputFiles(fixture('photo.png'));
  await expect(page.getByText('1 photograph reconstructed', { exact: true })).toBeVisible();
  await expect(page.getByText('224 × 224', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Clear' }).click();
  expect(failures).toEqual([]);
});

test('a view that cannot be drawn any further says so, and is drawn again with photograph and mask as they were', async ({
  page,
}) => {
  await open(page);
  await choosePhotograph(page, fixture('photo.png'));
  await page.getByRole('radio', { name: 'By hand' }).check({ force: true });
  await slider(page).fill('60');
  await settled(page);
  const loss = await measure(page, 'Loss').textContent();

  await page.getByRole('region', { name: 'Pictures' }).evaluate((pictures) => pictures.remove());
  await page.getByRole('radio', { name: 'Wipe' }).click({ force: true });
  await expect(broken(page)).toContainText('could not go on drawing this view');
  await expect(slider(page)).toHaveValue('60');

  const download = page.waitForEvent('download');
  await broken(page).getByRole('button', { name: 'Save the mask' }).click();
  expect((await download).suggestedFilename()).toBe('mask.json');
  await broken(page).getByRole('button', { name: 'Draw it again' }).click();
  await expect(page.getByRole('img', { name: 'Left: Pasted' })).toBeVisible();
  await expect(page.getByText('photo.png, which stays on this machine')).toBeVisible();
  await expect(measure(page, 'Loss')).toHaveText(loss ?? '');
  await expect(broken(page)).toHaveCount(0);
});

test('a page that cannot be drawn any further is drawn again whole, and another mode needs no asking', async ({
  page,
}) => {
  await open(page);
  await slider(page).fill('60');
  await page.getByRole('spinbutton', { name: 'Seed' }).evaluate((field) => field.parentElement?.remove());
  await page.getByRole('radio', { name: 'By hand' }).click({ force: true });
  await expect(broken(page)).toContainText('could not go on drawing the page');
  await broken(page).getByRole('button', { name: 'Draw it again' }).click();
  await expect(slider(page)).toHaveValue('60');
  await expect(page.getByRole('radio', { name: 'By hand' })).toBeChecked();

  await page.getByRole('region', { name: 'Pictures' }).evaluate((pictures) => pictures.remove());
  await page.getByRole('radio', { name: 'Errors' }).click({ force: true });
  await expect(broken(page)).toContainText('this view');
  await page.getByRole('tab', { name: 'Figure' }).click();
  await expect(broken(page)).toHaveCount(0);
  await page.getByRole('tab', { name: 'One picture' }).click();
  await expect(page.getByRole('application', { name: 'Error of each patch' })).toBeVisible();
});

test('what fails outside of what is drawn is said in a sentence of the page’s own', async ({ page }) => {
  await open(page);
  await page.evaluate(() => void Promise.reject(new TypeError('x is not a function')));
  await expect(page.getByRole('alert')).toContainText('Something on this page failed');
  await expect(page.getByRole('alert')).not.toContainText('not a function');
});
