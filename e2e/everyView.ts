/** A walk through the whole page. */
import { expect, type Page, test } from '@playwright/test';
import { settled } from './playground';

/** Everything that can be open on the page, one after the other. Ends with the figure that was there first, as no link brings that back. */
export async function* everyView(page: Page): AsyncGenerator<string> {
  // It is half a hundred views, and in each of them something is looked for.
  test.slow();
  for (const layout of ['Wipe', 'Errors', 'Steps', 'Side by side']) {
    await page.getByRole('radio', { name: layout, exact: true }).check({ force: true });
    yield layout;
  }
  await page.getByRole('radio', { name: 'By hand' }).check({ force: true });
  await page.getByRole('slider', { name: 'Magnify' }).fill('2');
  yield 'By hand, magnified';
  await page.getByRole('button', { name: 'Share' }).click();
  yield 'Share';
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('The mask, for a notebook').click();
  yield 'Save';
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'SSIM' }).click();
  await expect(page.getByRole('note', { name: 'SSIM' })).toBeVisible();
  yield 'what SSIM is';
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'About', exact: true }).click();
  yield 'About';
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More models' }).click();
  yield 'More models';
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Lesson' }).click();
  const cards = page.getByRole('combobox', { name: 'Card' });
  for (const name of await cards.getByRole('option').allInnerTexts()) {
    await cards.selectOption(name);
    await page.getByRole('region', { name: 'Lesson' }).getByRole('radio').first().check();
    await settled(page);
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    yield name;
  }
  await page.getByRole('button', { name: 'Close the lesson' }).click();
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click();
    await settled(page);
    // These are fetched when they are opened.
    const name = await tab.innerText();
    if (['Inside', 'Recognise', 'Train'].includes(name))
      await expect(page.getByRole('region', { name })).toBeVisible();
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    yield name;
  }
  await page.getByRole('tab', { name: 'Inside' }).click();
  const inside = page.getByRole('region', { name: 'Inside' });
  for (const sight of ['Attention', 'Weights', 'Cost', 'Colours', 'Alike']) {
    await inside.getByText(sight, { exact: true }).first().click();
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    yield `Inside, ${sight}`;
  }
  await page.getByRole('tab', { name: 'Recognise' }).click();
  const recognise = page.getByRole('region', { name: 'Recognise' });
  await recognise.getByRole('button', { name: 'Parts of the samples' }).click();
  await expect(recognise).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
  yield 'Recognise, with classes';
  await recognise.getByRole('button', { name: 'Clear' }).click();
  await page.getByRole('tab', { name: 'Train' }).click();
  const train = page.getByRole('region', { name: 'Train', exact: true });
  await train.getByText('More', { exact: true }).click();
  await train.getByRole('textbox', { name: 'Steps' }).fill('10');
  yield 'Train, all knobs';
  await train.getByRole('button', { name: 'Begin', exact: true }).click();
  await expect(train.getByText('Done: 10 steps')).toBeVisible({ timeout: 60_000 });
  yield 'Train, a model';
  await train.getByRole('button', { name: 'Close' }).click();
  await expect(train.getByRole('region', { name: 'Kept from before' })).toBeVisible();
  yield 'Train, a run that is kept';
  await train.getByRole('button', { name: /^Delete/ }).click();
  await train.getByRole('textbox', { name: 'Steps' }).fill('');
  await train.getByText('More', { exact: true }).click();
  await page.getByRole('tab', { name: 'Figure' }).click();
  for (const kind of ['Photos', 'Masks', 'Ratios']) {
    await page.getByText(kind, { exact: true }).click();
    await expect(page.locator('[aria-label="Figure"][aria-busy="false"]')).toBeVisible();
    yield kind;
  }
}
