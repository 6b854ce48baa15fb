/** What the page's technical words mean. */
import { expect, type Page } from '@playwright/test';
import { goHome, settled, test } from './playground';

const word = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const card = (page: Page, name: string) => page.getByRole('note', { name, exact: true });

test('I press a word and read what it means, its formula and where to read on', async ({ page }) => {
  await goHome(page);
  await word(page, 'PSNR').click();
  await expect(card(page, 'PSNR')).toContainText('Peak signal-to-noise ratio');
  await expect(card(page, 'PSNR')).toContainText('−10 · log₁₀');
  await expect(card(page, 'PSNR').getByRole('link')).toHaveAttribute('href', /^https:/);
  await page.mouse.click(5, 5);
  await expect(card(page, 'PSNR')).toBeHidden();
});

test('by keyboard alone: the card opens, its link is next, and escape leads back to the word', async ({
  page,
}) => {
  await goHome(page);
  await word(page, 'Loss').focus();
  await page.keyboard.press('Enter');
  await expect(card(page, 'Loss')).toContainText('on hidden patches only');
  await page.keyboard.press('Tab');
  await expect(card(page, 'Loss').getByRole('link')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(card(page, 'Loss')).toBeHidden();
  await expect(word(page, 'Loss')).toBeFocused();
});

for (const width of [320, 1440]) {
  test(`every word’s card is wholly on the screen at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 700 });
    await goHome(page);
    let count = 0;
    for (const view of ['Side by side', 'Steps']) {
      await page.getByRole('radio', { name: view, exact: true }).check({ force: true });
      await settled(page);
      for (const one of await page.locator('button[popovertarget]').all()) {
        await one.click();
        const open = page.getByRole('note');
        await expect(open).toHaveCount(1);
        await expect(open.getByRole('link')).toBeVisible();
        const box = await open.boundingBox();
        expect(box, view).not.toBeNull();
        const { x, y, width: wide, height } = box as NonNullable<typeof box>;
        expect(x).toBeGreaterThanOrEqual(0);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(x + wide).toBeLessThanOrEqual(width);
        expect(y + height).toBeLessThanOrEqual(700);
        await page.keyboard.press('Escape');
        await expect(open).toHaveCount(0);
        count++;
      }
    }
    expect(count).toBeGreaterThan(15);
  });
}

test('the slider can be moved while a card about it is open', async ({ page }) => {
  await goHome(page);
  await word(page, 'What is it: Mask ratio').click();
  await expect(card(page, 'Mask ratio')).toBeVisible();
  await page.getByRole('slider', { name: 'Mask ratio' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('slider', { name: 'Mask ratio' })).toHaveAttribute('aria-valuetext', /^75\.5/);
});
