/** When the browser has no room to keep anything, forbids it, or gives back something else. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { keptPaths } from '../host';
import { weights } from '../hub';
import {
  button,
  dialog,
  downloadBase,
  hasBase,
  hub,
  keptModels,
  model,
  openLibrary,
  runsBase,
} from '../library';
import { choosePhotograph, fixture, measure, open, settled, visit as test } from '../playground';

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

/** Runs in the page: puts something else in the place of what is kept with a model; undefined cuts it short. */
async function damage([name, content]: readonly [string, string | undefined]): Promise<void> {
  const models = await (await navigator.storage.getDirectory()).getDirectoryHandle('models');
  const file = await (await models.getDirectoryHandle('facebook--vit-mae-base')).getFileHandle(name);
  const writable = await file.createWritable({ keepExistingData: content === undefined });
  await (content === undefined ? writable.truncate(100_000) : writable.write(content));
  await writable.close();
}

test('what is kept and was damaged on this machine: the page starts, says so, and can have it anew', async ({
  page,
  context,
}) => {
  await hub(context);
  await open(page);
  await downloadBase(page);
  await choosePhotograph(page, fixture('photo.png'));
  await settled(page);
  const comeBack = async (name: string, content?: string): Promise<void> => {
    await page.evaluate(damage, [name, content] as const);
    await page.reload();
    await settled(page);
    await expect(model(page).locator('option')).toHaveText(['MAE-Tiny (built in)']);
    await expect(page.getByRole('alert')).toContainText(
      'made with “facebook/vit-mae-base”, which is not among the models here. Download it under “More models”, where its name stands already, or read there why',
    );
    await openLibrary(page);
  };

  // The file was cut short.
  await comeBack('weights');
  await expect(keptModels(page)).toContainText('0.1 MB of 0.3 MB');
  await button(page, 'Go on with facebook/vit-mae-base').click();
  await hasBase(page);

  // So long a header there is not.
  await comeBack('weights', 'x'.repeat(weights.length));
  await expect(keptModels(page)).toContainText('is neither a safetensors nor a PyTorch file');
  await button(page, 'Delete facebook/vit-mae-base').click();
  await expect(keptModels(page)).toBeHidden();
  await button(page, 'MAE-Base').click();
  await button(page, 'Download 0.3 MB').click();
  await hasBase(page);

  // The notes beside it.
  await comeBack('offer.json', '{"repository": 7');
  await expect(keptModels(page)).toContainText(
    '“facebook/vit-mae-base” cannot be used any more: the notes that were kept with it are damaged. Delete it, and download it again.',
  );
  await button(page, 'Delete facebook/vit-mae-base').click();
  await expect(keptModels(page)).toBeHidden();
  await button(page, 'MAE-Base').click();
  await button(page, 'Download 0.3 MB').click();
  await hasBase(page);
  await page.keyboard.press('Escape');
  await choosePhotograph(page, fixture('photo.png'));
  await runsBase(page);
});

test('storage that is forbidden altogether: the page works, and a download is held in memory, which is said before', async ({
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
  const offer = dialog(page).getByRole('region', { name: 'What will be downloaded' });
  await expect(offer).toContainText(
    'This browser gives the page no place to keep a model, as in a private window or without https: it is held in memory, and gone when the page is closed.',
  );
  state.bytesAtOnce = 100_000;
  await button(page, 'Download 0.3 MB').click();
  await expect(keptModels(page)).toContainText('in memory until the page is closed');
  await page.keyboard.press('Escape');
  await runsBase(page);
  // It is read once more.
  await model(page).selectOption('MAE-Tiny (built in)');
  await settled(page);
  await model(page).selectOption('facebook/vit-mae-base');
  await runsBase(page);
  await openLibrary(page);
  await button(page, 'Delete facebook/vit-mae-base').click();
  await expect(keptModels(page)).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(model(page).locator('option')).toHaveText(['MAE-Tiny (built in)']);
  await context.close();
});
