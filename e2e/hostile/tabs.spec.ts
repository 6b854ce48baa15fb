/** Several tabs of one browser, which share what is kept on this machine. */
import { expect, type Page } from '@playwright/test';
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
import {
  choosePhotograph,
  fixture,
  measure,
  open,
  picture,
  pixels,
  settled,
  visit as test,
} from '../playground';

const said = (page: Page) => page.getByRole('alert').filter({ visible: true });

test('what one tab deletes goes on in the other that shows it, which says so and loses nothing', async ({
  page,
  context,
}) => {
  await hub(context);
  const other = await context.newPage();
  await open(page);
  await open(other);
  await downloadBase(page);
  // It is on the other's list without a reload, and both run it.
  await choosePhotograph(other, fixture('photo.png'));
  await model(other).selectOption('facebook/vit-mae-base');
  await runsBase(other);

  await openLibrary(page);
  await button(page, 'Delete facebook/vit-mae-base').click();
  await expect(keptModels(page)).toBeHidden();
  await expect(said(other)).toContainText(
    '“facebook/vit-mae-base” was deleted in another tab of this page. It runs here until you choose another model.',
  );
  await runsBase(other);
  await other.getByRole('button', { name: 'New mask' }).click();
  await settled(other);
  await expect(measure(other, 'Loss')).toHaveText(/^\d\.\d{4}$/);

  // What takes the file once more is told, and the last picture stays.
  const last = await pixels(other, 'Reconstruction', 32);
  await other.getByRole('combobox', { name: 'Backend' }).selectOption('WebAssembly');
  await expect(said(other)).toContainText(
    'facebook/vit-mae-base cannot run here: the file was moved, deleted',
  );
  await expect(picture(other, 'Reconstruction')).toBeVisible();
  expect(await pixels(other, 'Reconstruction', 32)).toEqual(last);
  await model(other).selectOption('MAE-Tiny (built in)');
  await settled(other);
  await expect(said(other)).toHaveCount(0);
  await expect(model(other).locator('option')).toHaveText(['MAE-Tiny (built in)']);
  await expect(other.getByText('photo.png, which stays')).toBeVisible();
});

test('two tabs that download one model: the second is told, can spoil nothing, and has it with the first', async ({
  page,
  context,
}) => {
  const state = await hub(context);
  state.bytesAtOnce = 100_000;
  const other = await context.newPage();
  for (const one of [page, other]) {
    await open(one);
    await openLibrary(one);
    await button(one, 'MAE-Base').click();
  }
  state.parts = 1;
  await button(page, 'Download 0.3 MB').click();
  await expect(dialog(page).getByText('0.1 MB of 0.3 MB')).toBeVisible();
  await button(other, 'Download 0.3 MB').click();
  await expect(dialog(other).getByRole('alert')).toContainText(
    'Another tab of this page is downloading the same model.',
  );
  await button(other, 'Cancel and delete').click();
  await expect(dialog(other).getByRole('alert')).toContainText(
    'It could not be deleted. Close other tabs of this page, and try again.',
  );
  state.parts = Number.POSITIVE_INFINITY;
  await hasBase(page);
  await button(other, 'Use facebook/vit-mae-base').click();
  await settled(other);
  await expect(model(other).locator('option:checked')).toHaveText('facebook/vit-mae-base');
  await page.reload();
  await settled(page);
  await expect(model(page).locator('option:checked')).toHaveText('facebook/vit-mae-base');
});
