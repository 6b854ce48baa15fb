/** What the page says of itself. */
import { expect, type Page } from '@playwright/test';
import { goHome, open, setRatio, settled, test } from './playground';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'About this page' });

test('I read what becomes of my photographs, and which keys there are', async ({ page }) => {
  await goHome(page);
  await page.getByRole('button', { name: 'About', exact: true }).click();
  await expect(dialog(page)).toContainText('They never leave this page');
  await expect(dialog(page)).toContainText('From patch to patch'.toLowerCase());
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await expect(dialog(page)).toBeHidden();
});

test('a question mark opens it, but not while I type, and not over something that is open', async ({
  page,
}) => {
  await goHome(page);
  await page.getByRole('spinbutton', { name: 'Seed' }).focus();
  await page.keyboard.press('?');
  await expect(dialog(page)).toBeHidden();
  await page.getByRole('slider', { name: 'Mask ratio' }).focus();
  await page.keyboard.press('?');
  await expect(dialog(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('slider', { name: 'Mask ratio' })).toBeFocused();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.keyboard.press('?');
  await expect(dialog(page)).toBeHidden();
  await page.keyboard.press('Escape');
});

test('the question mark can be turned off, is so when I come back, and can be turned on again', async ({
  page,
}) => {
  await open(page);
  const key = dialog(page).getByRole('switch', { name: 'Open this with ?' });
  await page.keyboard.press('?');
  await key.uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(dialog(page)).toBeHidden();
  await open(page);
  await page.keyboard.press('?');
  await expect(dialog(page)).toBeHidden();
  await page.getByRole('button', { name: 'About', exact: true }).click();
  await expect(key).not.toBeChecked();
  await key.check();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await page.keyboard.press('?');
  await expect(dialog(page)).toBeVisible();
});

test('I copy how the paper is cited, and the facts for a report of the page as it is', async ({ page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await goHome(page);
  await setRatio(page, 60);
  await settled(page);
  await expect(page).toHaveURL(/ratio=0\.6/);
  await page.getByRole('button', { name: 'About', exact: true }).click();
  const said = dialog(page).getByRole('status').filter({ hasText: 'Copied.' });
  await dialog(page).getByRole('button', { name: 'Copy the paper’s entry' }).click();
  await expect(said).toHaveCount(1);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  expect(await copied()).toMatch(/^@inproceedings\{he2022masked,/);
  await dialog(page).getByRole('button', { name: 'Copy the facts' }).click();
  await expect(said).toHaveCount(2);
  const facts = await copied();
  expect(facts).toContain('ratio=0.6');
  expect(facts).toMatch(/^Model: MAE-Tiny/m);
  expect(facts).toMatch(/^Runs: WebAssembly/m);
});
