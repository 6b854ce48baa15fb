/** The first minute and the lesson, as a student meets them. */
import { expect, type Page } from '@playwright/test';
import {
  goHome,
  measure,
  open,
  picture,
  pixels,
  settled,
  slider,
  test,
  visit,
  worstDifference,
} from './playground';

const lesson = (page: Page) => page.getByRole('region', { name: 'Lesson' });
const card = (page: Page) => page.getByRole('combobox', { name: 'Card' });

/** Whether what is drawn at the middle of a picture lies under something else. */
const isCovered = (page: Page, name: 'Reconstruction' | 'Original'): Promise<boolean> =>
  picture(page, name).evaluate((canvas) => canvas.nextElementSibling !== null);

visit.describe('the first minute', () => {
  visit.beforeEach(async ({ page }) => {
    await page.addInitScript(() => sessionStorage.kept ?? localStorage.clear());
  });

  visit('most of the picture vanishes, I guess, and then I see what comes of it', async ({ page }) => {
    await page.goto('./');
    const minute = page.getByRole('region', { name: 'The first minute' });
    await expect(minute).toContainText('about to vanish');
    await expect(minute.getByRole('button', { name: 'Shapes and colours' })).toBeVisible();
    expect(await isCovered(page, 'Reconstruction')).toBe(true);
    expect(await isCovered(page, 'Original')).toBe(true);
    await minute.getByRole('button', { name: 'Shapes and colours' }).click();
    await expect(minute).toContainText('Just so');
    expect(await isCovered(page, 'Original')).toBe(false);
    await expect(page.getByRole('switch', { name: 'Paste visible patches' })).toBeChecked();
    await minute.getByRole('button', { name: 'Hide more' }).click();
    await expect(slider(page)).toHaveValue('90');
    await page.getByRole('button', { name: 'What it drew where it could see' }).click();
    await expect(page.getByRole('switch', { name: 'Paste visible patches' })).not.toBeChecked();
    await expect(page.getByText('it was never marked')).toBeVisible();
    await minute.getByRole('link', { name: 'Start the lesson' }).click();
    await expect(lesson(page)).toContainText('Hide three quarters');
    await expect(minute).toBeHidden();
  });

  visit('I can skip it, or just begin, and it does not come again', async ({ page }) => {
    await page.goto('./');
    await page.getByRole('button', { name: 'Skip' }).click();
    expect(await isCovered(page, 'Original')).toBe(false);
    await page.evaluate(() => {
      sessionStorage.kept = 'yes';
    });
    await page.goto('./#');
    await page.reload();
    await settled(page);
    await expect(page.getByRole('region', { name: 'The first minute' })).toBeHidden();
  });

  visit('to move the slider ends it: the page is the real one', async ({ page }) => {
    await page.goto('./');
    await slider(page).fill('50');
    await expect(page.getByRole('region', { name: 'The first minute' })).toBeHidden();
    expect(await isCovered(page, 'Reconstruction')).toBe(false);
  });

  visit('what I press or hold while it is there does not move away from under my hand', async ({ page }) => {
    await page.goto('./');
    const minute = page.getByRole('region', { name: 'The first minute' });
    await expect(minute).toBeVisible();
    const { x, y, width, height } = (await slider(page).boundingBox()) as DOMRect;
    await page.mouse.move(x + width * 0.7, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.4, y + height / 2, { steps: 4 });
    expect(await isCovered(page, 'Original')).toBe(false);
    expect(await slider(page).boundingBox()).toMatchObject({ x, y });
    await page.mouse.up();
    await expect(minute).toBeHidden();
    expect(Number(await slider(page).inputValue())).toBeLessThan(50);

    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await expect(minute).toBeVisible();
    const seed = page.getByRole('spinbutton', { name: 'Seed' });
    const before = await seed.inputValue();
    await page.getByRole('button', { name: 'New mask' }).click();
    await expect(minute).toBeHidden();
    await expect(seed).not.toHaveValue(before);
  });

  visit('for who wants no motion the same is shown at once', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto('./');
    await page.getByRole('button', { name: 'Every detail' }).click();
    await expect(page.getByRole('region', { name: 'The first minute' })).toContainText('Not quite');
  });

  visit('who comes by a link sees what it says', async ({ page }) => {
    await page.goto('./#ratio=0.5');
    await settled(page);
    await expect(page.getByRole('region', { name: 'The first minute' })).toBeHidden();
    await expect(page.getByRole('switch', { name: 'Paste visible patches' })).not.toBeChecked();
  });
});

test('each card asks, and shows only when I have guessed', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Lesson' }).click();
  for (const name of await card(page).getByRole('option').allInnerTexts()) {
    await card(page).selectOption(name);
    await settled(page);
    await expect(lesson(page).getByRole('heading')).toHaveText(name.replace(/^\d+\. /, ''));
    await expect(lesson(page).getByText('right', { exact: true })).toBeHidden();
    await lesson(page).getByRole('radio').last().check();
    await expect(lesson(page).getByText('right', { exact: true })).toBeVisible();
    await expect(lesson(page).getByRole('status')).not.toBeEmpty();
  }
  await expect(lesson(page).getByRole('button', { name: 'Next' })).toBeDisabled();
});

test('a guess is not given away: reconstruction and original are covered until then', async ({ page }) => {
  await open(page);
  await page.goto('./#lesson=loss');
  await settled(page);
  expect(await isCovered(page, 'Reconstruction')).toBe(true);
  await expect(page.getByText('it was never marked')).toBeHidden();
  await lesson(page).getByRole('radio', { name: 'On visible patches' }).check();
  await expect.poll(() => isCovered(page, 'Reconstruction')).toBe(false);
  expect(await isCovered(page, 'Original')).toBe(false);
});

test('tokens at wrong places make a jumble, the page says why, and the true places bring the picture back', async ({
  page,
}) => {
  await page.goto('./#ratio=0.5');
  await settled(page);
  const sound = await pixels(page, 'Reconstruction');
  await page.goto('./#lesson=places');
  await lesson(page).getByRole('radio', { name: 'A jumble' }).check();
  await settled(page);
  expect(worstDifference(sound, await pixels(page, 'Reconstruction'))).toBeGreaterThan(100);
  expect(parseFloat(await measure(page, 'PSNR').innerText())).toBeLessThan(14);
  await expect(page.getByText('The decoder was told wrong places')).toBeVisible();
  await page.getByRole('button', { name: 'Put the tokens back' }).click();
  await settled(page);
  expect(worstDifference(sound, await pixels(page, 'Reconstruction'))).toBe(0);
  await expect(page.getByText('The decoder was told wrong places')).toBeHidden();
});

test('the encoder’s time falls with the ratio as measured here, and the decoder’s does not', async ({
  page,
}) => {
  await page.goto('./#lesson=visible');
  await settled(page);
  await lesson(page).getByRole('radio', { name: 'Only the encoder' }).check();
  const table = lesson(page).getByRole('table');
  const again = lesson(page).getByRole('button', { name: 'Measure again' });
  // Whatever else the machine does has a part in what is measured.
  await expect(async () => {
    await expect(table).toHaveAttribute('aria-busy', 'false');
    const rows = await table.getByRole('row').allInnerTexts();
    const times = rows.slice(1).map((row) =>
      row
        .split(/\s+/)
        .filter((part) => /^[\d.]+$/.test(part))
        .slice(-2)
        .map(Number),
    );
    expect(times).toHaveLength(5);
    const [[encoderAll, decoderAll], , , , [encoderFew, decoderFew]] = times;
    await again.click();
    expect(encoderFew).toBeLessThan(encoderAll / 3);
    expect(decoderFew).toBeGreaterThan(decoderAll / 3);
  }).toPass({ timeout: 90_000 });
});

test('a card that shows a picture of its own gives mine back with the next', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Half a fig' }).click();
  await settled(page);
  await page.getByRole('button', { name: 'Lesson' }).click();
  await card(page).selectOption('9. What it cannot know');
  await expect(page.getByText('Letters, MAE Playground')).toBeVisible();
  await lesson(page).getByRole('radio').first().check();
  await lesson(page).getByRole('button', { name: 'Checkerboard' }).click();
  await expect(page.getByText('A checkerboard, MAE Playground')).toBeVisible();
  await lesson(page).getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('button', { name: 'Half a fig' })).toHaveAttribute('aria-pressed', 'true');
});

test('a teacher’s link leads to a card as it was, and I am free to play and to return', async ({ page }) => {
  await goHome(page);
  await page.getByRole('button', { name: 'Lesson' }).click();
  await card(page).selectOption('7. Random, block, grid');
  await slider(page).fill('40');
  await expect(page).toHaveURL(/lesson=strategy/);
  const link = page.url();
  await page.goto('about:blank');
  await page.goto(link);
  await settled(page);
  await expect(lesson(page).getByRole('heading')).toHaveText('Random, block, grid');
  await expect(slider(page)).toHaveValue('40');
  await page.getByRole('button', { name: 'Set the page again' }).click();
  await expect(slider(page)).toHaveValue('50');
  await page.getByRole('button', { name: 'Close the lesson' }).click();
  await expect(lesson(page)).toBeHidden();
  await expect(page).not.toHaveURL(/lesson=/);
});

test('in front of a class there are only pictures and the card, and the arrow keys turn to the next', async ({
  page,
}) => {
  await page.goto('./#lesson=hide');
  await settled(page);
  await page.getByRole('button', { name: 'Present', exact: true }).click();
  await expect(page.getByRole('tablist')).toBeHidden();
  await expect(slider(page)).toBeHidden();
  await expect(page.getByRole('button', { name: 'Share' })).toBeHidden();
  await expect(picture(page, 'Masked')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(lesson(page).getByRole('heading')).toHaveText('Only the visible go in');
  await page.keyboard.press('ArrowLeft');
  await expect(lesson(page).getByRole('heading')).toHaveText('Hide three quarters');
  await page.getByRole('button', { name: 'Stop presenting' }).click();
  await expect(slider(page)).toBeVisible();
});

test('the way of the patches can be played, stopped, stepped through, and asked which token is which', async ({
  page,
}) => {
  await page.goto('./#view=steps');
  await settled(page);
  const film = page.getByRole('region', { name: 'The way of the patches' });
  const moment = film.getByRole('slider', { name: 'Moment' });
  await film.getByRole('button', { name: 'Play' }).click();
  await expect(film.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(moment).toHaveAttribute('aria-valuetext', /^Encode/);
  await film.getByRole('button', { name: 'Pause' }).click();
  await expect(film).toContainText('[49 × 768] → [49 × 192]');
  const stopped = await moment.inputValue();
  await film.getByRole('button', { name: 'Step forward' }).click();
  await expect(moment).toHaveValue('2');
  expect(Number(stopped)).toBeLessThan(2);
  await film.getByRole('application').focus();
  await page.keyboard.press('ArrowRight');
  await expect(film).toContainText('Row 1, column 2: ');
  await moment.fill('3');
  await expect(film).toContainText('the mask token, told this place');
  await film.getByRole('button', { name: 'Step back' }).click();
  await expect(moment).toHaveValue('2');
  await moment.fill('5');
  await film.getByRole('button', { name: 'Play' }).click();
  await expect(moment).toHaveAttribute('aria-valuetext', /^Hide/);
});
