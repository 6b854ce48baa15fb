/** The address says what the page shows. */
import { expect, type Page } from '@playwright/test';
import { choosePhotograph, fixture, measure, open, pixels, settled, slider, test } from './playground';

const address = (page: Page) => expect.poll(() => decodeURIComponent(new URL(page.url()).hash));

async function openLink(page: Page, link: string): Promise<void> {
  // Else the page that is open would follow it.
  await page.goto('about:blank');
  await page.goto(`./#${link}`);
  await settled(page);
}

test('a link made from a page opens to the same pictures, masks by hand included', async ({
  page,
  context,
}) => {
  await open(page);
  await page
    .getByRole('button', { name: 'Chelsea the cat' })
    .or(page.getByRole('button', { name: 'The face of a cat' }))
    .click();
  await settled(page);
  await page.getByRole('radio', { name: 'By hand' }).check({ force: true });
  await page.getByRole('gridcell', { name: 'Row 2, column 9, ' }).click({ force: true });
  await page.getByRole('button', { name: 'Move and zoom' }).click();
  await page.getByRole('slider', { name: 'Zoom', exact: true }).fill('2.5');
  await page.getByRole('switch', { name: 'Paste visible patches' }).check();
  await settled(page);
  await page.getByRole('button', { name: 'Share' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  const other = await context.newPage();
  await other.goto(link);
  await settled(other);
  for (const name of ['Masked', 'Reconstruction', 'Original'] as const) {
    expect((await pixels(other, name)).equals(await pixels(page, name))).toBe(true);
  }
  await address(page).toBe(new URL(link).hash);
});

test('back and forward go through what was looked at', async ({ page }) => {
  await open(page);
  await slider(page).fill('50');
  await address(page).toContain('ratio=0.5&');
  await page.getByRole('button', { name: 'A rocket at night' }).click();
  await address(page).toContain('image=rocket');
  await page.getByRole('radio', { name: 'Grid' }).check({ force: true });
  await address(page).toContain('strategy=grid');
  await page.goBack();
  await expect(page.getByRole('radio', { name: 'Random' })).toBeChecked();
  await page.goBack();
  await expect(page.getByRole('button', { name: 'A cup of coffee' })).toHaveAttribute('aria-pressed', 'true');
  await page.goBack();
  await expect(slider(page)).toHaveValue('75');
  await page.goForward();
  await expect(slider(page)).toHaveValue('50');
  await page.goForward();
  await page.goForward();
  await expect(page.getByRole('radio', { name: 'Grid' })).toBeChecked();
  await settled(page);
  await expect(measure(page, 'Visible patches')).toHaveText('98 of 196');
});

test('what a link says wrongly is named, and the rest of it is followed', async ({ page }) => {
  await openLink(page, 'image=cat&ratio=seventy&seed=3&colour=blue');
  await expect(page.getByRole('alert')).toContainText('does not understand (ratio, colour)');
  await expect(page.getByRole('button', { name: 'The face of a cat' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(page.getByRole('spinbutton', { name: 'Seed' })).toHaveValue('3');
  await expect(slider(page)).toHaveValue('75');
});

test('a photograph of one’s own is not in the link; back leads to it again while the page is open', async ({
  page,
  context,
}) => {
  await open(page);
  await choosePhotograph(page, fixture('photo.png'));
  await settled(page);
  await address(page).toContain('image=own');
  const mine = await pixels(page, 'Original');
  await page.getByRole('button', { name: 'The face of a cat' }).click();
  await address(page).toContain('image=cat');
  await page.goBack();
  await settled(page);
  await expect.poll(async () => (await pixels(page, 'Original')).equals(mine)).toBe(true);
  const other = await context.newPage();
  await other.goto(page.url());
  await settled(other);
  await expect(other.getByRole('alert')).toContainText('a photograph that never left its owner’s machine');
});

test('a teacher’s link leaves controls out, and they can be called back', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await page.getByRole('button', { name: 'Share' }).click();
  for (const group of ['Photographs', 'Model and backend', 'View'])
    await page.getByRole('checkbox', { name: group }).check();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Copied.' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Share' })).toBeFocused();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const other = await context.newPage();
  await other.goto(copied);
  await settled(other);
  await expect(slider(other)).toBeVisible();
  for (const gone of ['Photograph', 'Model and backend']) {
    await expect(other.getByRole('region', { name: gone })).toHaveCount(0);
  }
  await other.getByRole('button', { name: 'Show all controls' }).click();
  await expect(other.getByLabel('Choose a photograph')).toBeAttached();
  await expect(other.getByLabel('Model', { exact: true })).toBeVisible();
});
