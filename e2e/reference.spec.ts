/** What the page draws against what PyTorch draws for the same photograph, seed and ratio. */
import { expect, type Page } from '@playwright/test';
import reference from './fixtures/reference.json' with { type: 'json' };
import {
  choosePhotograph,
  fixture,
  fixturePixels,
  goHome,
  measure,
  type PictureName,
  pixels,
  setRatio,
  settled,
  test,
  worstDifference,
} from './playground';

const shownAs: Record<string, PictureName> = {
  masked: 'Masked',
  reconstruction: 'Reconstruction',
  pasted: 'Reconstruction',
};

async function bringPhotograph(page: Page): Promise<void> {
  await choosePhotograph(page, fixture(reference.photo));
  await expect(page.getByText(`${reference.photo}, which stays on this machine`)).toBeVisible();
}

for (const { file, kind, seed, ratio, visible, loss, psnr } of reference.pictures) {
  test(`the ${kind} picture for seed ${seed} at ${ratio * 100} % is PyTorch’s, and so are its numbers`, async ({
    page,
  }) => {
    await goHome(page);
    await bringPhotograph(page);
    await page.getByRole('spinbutton', { name: 'Seed' }).fill(String(seed));
    await setRatio(page, ratio * 100);
    if (kind === 'pasted') await page.getByRole('switch', { name: 'Paste visible patches' }).check();
    await settled(page);
    const expected = await fixturePixels(page, file);
    expect(worstDifference(await pixels(page, shownAs[kind]), expected)).toBeLessThanOrEqual(2);
    await expect(measure(page, 'Visible patches')).toHaveText(`${visible} of 196`);
    expect(Number(await measure(page, 'Loss').textContent())).toBeCloseTo(loss, 3);
    expect(Number.parseFloat((await measure(page, 'PSNR').textContent()) ?? '')).toBeCloseTo(psnr, 1);
  });
}

test('a 224 × 224 picture reaches the model with exactly its own pixels', async ({ page }) => {
  await goHome(page);
  await bringPhotograph(page);
  await settled(page);
  expect(worstDifference(await pixels(page, 'Original'), await fixturePixels(page, reference.photo))).toBe(0);
});
