/** The dialog of models from the hub. No test has a network: the hub's answers are given here, in its own formats. */
import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test';
import { answer, type Hub, newHub } from './hub';
import { fixturePixels, pixels, settled, worstDifference } from './playground';

/** Answers for the hub to all pages of a context. */
export async function hub(context: BrowserContext): Promise<Hub> {
  const state = newHub();
  await context.route('https://huggingface.co/**', async (route) => {
    const { pathname } = new URL(route.request().url());
    const [range, authorization] = await Promise.all(
      ['range', 'authorization'].map((name) => route.request().headerValue(name)),
    );
    return route.fulfill(await answer(state, pathname, range, authorization));
  });
  return state;
}

export const dialog = (page: Page): Locator =>
  page.getByRole('dialog', { name: 'Models from the Hugging Face hub' });
export const button = (page: Page, name: string): Locator => dialog(page).getByRole('button', { name });
export const model = (page: Page): Locator => page.getByRole('combobox', { name: 'Model', exact: true });
export const keptModels = (page: Page): Locator =>
  dialog(page).getByRole('region', { name: 'Kept on this machine' });

export async function openLibrary(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More models' }).click();
}

/** That the model is the chosen one, and that the address, which follows when the hand has rested, names it: a reload brings it back. */
export async function hasBase(page: Page): Promise<void> {
  await expect(model(page).locator('option:checked')).toHaveText('facebook/vit-mae-base');
  await expect(page).toHaveURL(/model=hub-facebook\/vit-mae-base/);
}

/** Downloads the one small model that the hub has, and leaves the dialog. */
export async function downloadBase(page: Page): Promise<void> {
  await openLibrary(page);
  await button(page, 'MAE-Base').click();
  await button(page, 'Download 0.3 MB').click();
  await hasBase(page);
  await page.keyboard.press('Escape');
  await settled(page);
}

/** That it is the chosen one, and draws what transformers draws. */
export async function runsBase(page: Page): Promise<void> {
  await expect(model(page).locator('option:checked')).toHaveText('facebook/vit-mae-base');
  await settled(page);
  // Where nothing is remembered, everybody is new, and sees the visible patches pasted.
  await page.getByRole('switch', { name: 'Paste visible patches' }).uncheck();
  const expected = await fixturePixels(page, 'checkpoints/reconstruction.png', 32);
  expect(worstDifference(await pixels(page, 'Reconstruction', 32), expected)).toBeLessThanOrEqual(1);
}
