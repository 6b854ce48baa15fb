/** The slider, the seed, and the patches they hide. */
import { expect, type Page } from '@playwright/test';
import { goHome, measure, pixels, settled, slider, test, worstDifference } from './playground';

const GREY = 128;

const patchOf = (pixel: number): number => Math.floor(pixel / 224 / 16) * 14 + Math.floor((pixel % 224) / 16);

/** Which of the 196 patches are grey all over. */
async function hiddenPatches(page: Page): Promise<Set<number>> {
  const picture = await pixels(page, 'Masked');
  const hidden = new Set(Array.from({ length: 196 }, (_, patch) => patch));
  for (let pixel = 0; pixel < 224 * 224; pixel++) {
    const colours = picture.subarray(pixel * 4, pixel * 4 + 3);
    if (colours.some((value) => value !== GREY)) hidden.delete(patchOf(pixel));
  }
  return hidden;
}

test('the arrow keys move the slider, and patches vanish one by one', async ({ page }) => {
  await goHome(page);
  await slider(page).focus();
  let before = await hiddenPatches(page);
  expect(before.size).toBe(147);
  for (let step = 0; step < 6; step++) {
    await page.keyboard.press('ArrowRight');
    await expect.poll(async () => (await hiddenPatches(page)).size).toBe(before.size + 1);
    const after = await hiddenPatches(page);
    expect([...before].every((patch) => after.has(patch))).toBe(true);
    before = after;
  }
});

test('a screen reader hears the ratio and the count', async ({ page }) => {
  await goHome(page);
  await expect(slider(page)).toHaveAttribute('aria-valuetext', '75 %, 49 of 196 patches visible');
  await slider(page).fill('80');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', '80 %, 39 of 196 patches visible');
});

test('the masked picture follows the slider without waiting for the network', async ({ page }) => {
  await goHome(page);
  // All in one turn of the page's own loop: no answer of the worker can arrive in between.
  const [greyBefore, greyAfter, busy] = await page.evaluate(async () => {
    const canvas = document.querySelector('[aria-label="Masked"]') as HTMLCanvasElement;
    const grey = (): number => {
      const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
      const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
      let count = 0;
      for (let i = 0; i < data.length; i += 4) if (data[i] === 128 && data[i + 1] === 128) count++;
      return count / (canvas.width * canvas.height);
    };
    const before = grey();
    const range = document.querySelector('.ratio input') as HTMLInputElement;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(range, '95');
    range.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise(requestAnimationFrame);
    return [before, grey(), document.querySelector('main')?.getAttribute('aria-busy')];
  });
  expect(greyBefore).toBeCloseTo(0.75, 2);
  expect(greyAfter).toBeCloseTo(1 - 9 / 196, 2);
  expect(busy).toBe('true');
});

test('at 0 % nothing is hidden and there is no loss; at 99 % one patch is left', async ({ page }) => {
  await goHome(page);
  await slider(page).fill('0');
  await settled(page);
  await expect(measure(page, 'Visible patches')).toHaveText('196 of 196');
  await expect(measure(page, 'Loss')).toHaveText('–');
  await expect(measure(page, 'PSNR')).toHaveText('– dB');
  await slider(page).fill('99');
  await settled(page);
  await expect(measure(page, 'Visible patches')).toHaveText('1 of 196');
});

test('a new mask is another mask, and the old seed brings the old mask back', async ({ page }) => {
  await goHome(page);
  const first = await pixels(page, 'Masked');
  await page.getByRole('button', { name: 'New mask' }).click();
  await settled(page);
  expect(worstDifference(await pixels(page, 'Masked'), first)).toBeGreaterThan(0);
  await page.getByRole('spinbutton', { name: 'Seed' }).fill('0');
  await settled(page);
  expect(worstDifference(await pixels(page, 'Masked'), first)).toBe(0);
});

for (const wrong of ['-1', '1.5', '4294967296', '']) {
  test(`“${wrong}” is no seed: the page says so and keeps the mask`, async ({ page }) => {
    await goHome(page);
    const first = await pixels(page, 'Masked');
    const seed = page.getByRole('spinbutton', { name: 'Seed' });
    await seed.fill(wrong);
    await expect(page.getByText('A seed is a whole number from 0 to 4294967295.')).toBeVisible();
    await expect(seed).toHaveAttribute('aria-invalid', 'true');
    expect(worstDifference(await pixels(page, 'Masked'), first)).toBe(0);
    await seed.blur();
    await expect(seed).toHaveValue('0');
  });
}

test('dragging the slider ends at the reconstruction of where it was let go', async ({ page }) => {
  await goHome(page);
  const box = await slider(page).boundingBox();
  if (!box) throw new Error('the slider is not shown');
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.757, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.2, middle, { steps: 25 });
  await page.mouse.up();
  await settled(page);
  const words = await slider(page).getAttribute('aria-valuetext');
  const visible = words?.match(/(\d+ of 196)/)?.[1] ?? 'nothing';
  await expect(measure(page, 'Visible patches')).toHaveText(visible);
});

test('pasting keeps the visible patches as they are', async ({ page }) => {
  await goHome(page);
  const hidden = await hiddenPatches(page);
  await page.getByRole('switch', { name: 'Paste visible patches' }).check();
  await settled(page);
  const [pasted, original] = [await pixels(page, 'Reconstruction'), await pixels(page, 'Original')];
  for (let pixel = 0; pixel < 224 * 224; pixel++) {
    if (hidden.has(patchOf(pixel))) pasted.copy(original, pixel * 4, pixel * 4, pixel * 4 + 4);
  }
  expect(pasted.equals(original)).toBe(true);
});
