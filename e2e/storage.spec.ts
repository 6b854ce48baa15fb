/** When the browser has no room to keep anything, or forbids it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { keptPaths } from './host';
import { button, dialog, hub, model, openLibrary, runsBase } from './library';
import { choosePhotograph, fixture, measure, open, settled } from './playground';

test('a disk that is full: the page works, says so of a download, and goes on with it when there is room', async ({
  page,
  context,
  baseURL,
}) => {
  const state = await hub(context);
  state.bytesAtOnce = 100_000;
  const devtools = await context.newCDPSession(page);
  /** In bytes; undefined: as the disk is. Chromium takes 0 for no limit, and says nothing of any to the page. */
  const allow = (quotaSize?: number) =>
    devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(baseURL as string).origin, quotaSize });
  const full = 'There is no room left on this machine. Delete a model that is kept, or make room, and go on.';
  const problem = dialog(page).getByRole('alert');
  await allow(1);
  await open(page);
  await choosePhotograph(page, fixture('photo.png'));
  await settled(page);
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(await keptPaths(page)).toEqual([]);
  await openLibrary(page);
  await button(page, 'MAE-Base').click();
  await expect(problem).toContainText(full);
  expect(state.asked).toEqual([]);

  // Room for a part of it.
  await allow(200_000);
  await button(page, 'MAE-Base').click();
  await button(page, 'Download 0.3 MB').click();
  await expect(dialog(page).getByText(/^Stopped at 0\.[12] MB of 0\.3 MB$/)).toBeVisible();
  await expect(problem).toContainText(full);
  await allow();
  await button(page, 'Go on').first().click();
  await expect(model(page).locator('option:checked')).toHaveText('facebook/vit-mae-base');
  await page.keyboard.press('Escape');
  await runsBase(page);
});

test('storage that is forbidden altogether: the page works, and says what it cannot keep before anything is offered', async ({
  playwright,
  launchOptions,
  channel,
  baseURL,
}, info) => {
  // As “block all cookies” in the settings does it.
  const profile = info.outputPath('profile');
  mkdirSync(join(profile, 'Default'), { recursive: true });
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  const context = await playwright.chromium.launchPersistentContext(profile, {
    ...launchOptions,
    channel,
    baseURL,
  });
  const [page] = context.pages();
  const state = await hub(context);
  await open(page);
  const isForbidden = () =>
    page.evaluate(() =>
      caches.keys().then(
        () => false,
        () => true,
      ),
    );
  expect(await isForbidden()).toBe(true);
  await choosePhotograph(page, fixture('photo.png'));
  await settled(page);
  await expect(measure(page, 'Loss')).toHaveText(/^\d\.\d{4}$/);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await openLibrary(page);
  await button(page, 'MAE-Base').click();
  await expect(dialog(page).getByRole('alert')).toContainText(
    'This browser gives the page no place to keep a model',
  );
  expect(state.asked).toEqual([]);
  await page.keyboard.press('Escape');
  await page
    .getByLabel('Open a model file')
    .setInputFiles(['model.safetensors', 'config.json'].map((name) => fixture(`checkpoints/hub/${name}`)));
  await expect(model(page).locator('option:checked')).toHaveText('model.safetensors');
  await settled(page);
  await context.close();
});
