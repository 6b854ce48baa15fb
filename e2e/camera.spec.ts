/** The camera of a device, in the place of which Chromium has one that makes its own pictures. */
import { test as base, expect } from '@playwright/test';
import { executablePath, quiet } from '../playwright.config';
import { knowThePage, measure, picture, pixels, settled, slider, worstDifference } from './playground';

const test = base.extend({});
test.use({
  launchOptions: {
    executablePath,
    args: [...quiet, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  },
});
test.beforeEach(async ({ page }) => {
  await page.addInitScript(knowThePage);
  await page.goto('./');
  await settled(page);
});

test('I take a picture, and it is a photograph of my own like any other', async ({ page }) => {
  await page.getByRole('button', { name: 'Camera', exact: true }).click();
  const camera = page.getByRole('region', { name: 'Camera' });
  await expect(camera).toContainText('The camera is on');
  const before = await pixels(page, 'Original');
  await expect
    .poll(async () => {
      await camera.getByRole('button', { name: 'Take a picture' }).click();
      await settled(page);
      return worstDifference(before, await pixels(page, 'Original'));
    })
    .toBeGreaterThan(0);
  await camera.getByRole('button', { name: 'Turn off' }).click();
  await expect(page.getByRole('button', { name: 'Camera', exact: true })).toBeVisible();
  await expect(page.getByText(/Camera picture \d+, which stays on this machine/)).toBeVisible();
  await slider(page).fill('50');
  await settled(page);
  await expect(measure(page, 'Visible patches')).toHaveText('98 of 196');
});

test('live, the pictures follow the camera behind the mask, until I choose another photograph', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Camera', exact: true }).click();
  const camera = page.getByRole('region', { name: 'Camera' });
  await camera.getByRole('switch', { name: 'Live' }).check();
  const original = () => pixels(page, 'Original');
  const first = await original();
  await expect.poll(async () => worstDifference(first, await original())).toBeGreaterThan(0);
  const second = await original();
  await expect.poll(async () => worstDifference(second, await original())).toBeGreaterThan(0);
  await expect(picture(page, 'Masked')).toBeVisible();
  await page.getByRole('button', { name: 'Half a fig' }).click();
  await expect(page.getByRole('button', { name: 'Camera', exact: true })).toBeVisible();
  await settled(page);
  await expect(page.getByRole('button', { name: 'Half a fig' })).toHaveAttribute('aria-pressed', 'true');
});

test('a camera that is refused gets a sentence, and everything stays', async ({ page }) => {
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await page.getByRole('button', { name: 'Camera', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('may not be used here');
  await expect(page.getByRole('button', { name: 'Camera', exact: true })).toBeEnabled();
});
