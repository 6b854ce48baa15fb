/** The network beside the smoothest surface through the same visible pixels. */
import { expect, type Page } from '@playwright/test';
import curve from './fixtures/curve.json' with { type: 'json' };
import {
  choosePhotograph,
  fixture,
  goHome,
  type PictureName,
  picture,
  setRatio,
  settled,
  slider,
  test,
} from './playground';

const onTheCurve = (page: Page) => page.getByRole('slider', { name: 'Ratio on the curve' });

async function openInterpolation(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Interpolation' }).click();
  await settled(page);
  const view = page.getByRole('region', { name: 'Interpolation' });
  await expect(view).toHaveAttribute('aria-busy', 'false');
  await expect(picture(page, 'Interpolation')).toBeVisible();
}

/** The rows of the curve's table, as [hidden, network, interpolation, one colour], once all are there. */
async function rowsOf(page: Page): Promise<string[][]> {
  await expect(page.getByText('Still drawing')).toBeHidden();
  await page.getByText('The curve as a table').click();
  const rows = page.getByRole('table').getByRole('row');
  const texts = await rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')),
  );
  return texts.slice(1);
}

test('the curve of my photograph is the recipe’s, ratio by ratio', async ({ page }) => {
  await goHome(page);
  await choosePhotograph(page, fixture(curve.photo));
  await openInterpolation(page);
  const rows = await rowsOf(page);
  expect(rows).toHaveLength(20);
  for (const { ratio, network, interpolation, oneColour } of curve.points) {
    const row = rows.find(([hidden]) => hidden === `${ratio * 100} %`);
    expect(row, `${ratio * 100} % in the table`).toBeDefined();
    const [found, smooth, mean] = (row ?? []).slice(1).map(Number);
    expect(found, `the network at ${ratio}`).toBeCloseTo(network, 1);
    expect(smooth, `interpolation at ${ratio}`).toBeCloseTo(interpolation, 1);
    expect(mean, `one colour at ${ratio}`).toBeCloseTo(oneColour, 1);
  }
});

test('what is said is what the numbers beside the pictures say', async ({ page }) => {
  await goHome(page);
  await openInterpolation(page);
  const dB = async (name: PictureName): Promise<number> => {
    const panel = page.getByRole('figure').filter({ has: picture(page, name) });
    const [number] = /[\d.]+(?=\sdB)/.exec(await panel.innerText()) ?? [];
    return Number(number);
  };
  const difference = (await dB('Reconstruction')) - (await dB('Interpolation'));
  const words = page.getByRole('region', { name: 'Interpolation' }).getByText(/^Here the network is/);
  const said = Number(/[\d.]+(?=\sdB)/.exec((await words.first().textContent()) ?? '')?.[0]);
  // Both numbers are rounded, and so is their difference.
  expect(Math.abs(said - difference)).toBeLessThan(0.016);
});

test('pressing the curve goes to that ratio, and so does the slider above it', async ({ page }) => {
  await goHome(page);
  await openInterpolation(page);
  // Where the axis says 50 % and 100 %.
  const middleOf = async (words: string): Promise<number> => {
    const box = await page.locator('.chart-frame').getByText(words, { exact: true }).boundingBox();
    return box ? box.x + box.width / 2 : Number.NaN;
  };
  const [half, whole] = [await middleOf('50 %'), await middleOf('100 %')];
  const box = await onTheCurve(page).boundingBox();
  await page.mouse.click(half + 0.8 * (whole - half), (box?.y ?? 0) + 100);
  await settled(page);
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^(89\.5|90|90\.5) %/);
  await setRatio(page, 50);
  await expect(onTheCurve(page)).toHaveAttribute('aria-valuetext', /^50/);
  await onTheCurve(page).focus();
  await page.keyboard.press('ArrowRight');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^50\.5/);
});

test('the link I send opens the same', async ({ page }) => {
  await goHome(page);
  await openInterpolation(page);
  await page.goto('./#mode=interpolation&ratio=0.9');
  await settled(page);
  await expect(page.getByRole('tab', { name: 'Interpolation' })).toHaveAttribute('aria-selected', 'true');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^90/);
  await expect(picture(page, 'Interpolation')).toBeVisible();
});

test('without anything hidden there is nothing to compare, and nothing is claimed', async ({ page }) => {
  await goHome(page);
  await openInterpolation(page);
  await setRatio(page, 0);
  await settled(page);
  await expect(page.getByText(/better than/)).toHaveCount(0);
});

test('pictures and curve are saved', async ({ page }) => {
  await goHome(page);
  await openInterpolation(page);
  await expect(page.getByText('Still drawing')).toBeHidden();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save CSV' }).click();
  const stream = await (await saving).createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const lines = Buffer.concat(chunks).toString('utf8').trim().split(/\r?\n/);
  expect(lines[0]).toBe('mask_ratio,network_psnr_db,interpolation_psnr_db,one_colour_psnr_db');
  expect(lines).toHaveLength(21);
});

test('beside the network in the first tab too, with its number, in the link and in what I save', async ({
  page,
}) => {
  await goHome(page);
  await page.getByRole('switch', { name: 'Interpolation too' }).check();
  await expect(picture(page, 'Interpolation')).toBeVisible();
  const panel = page.getByRole('figure').filter({ has: picture(page, 'Interpolation') });
  await expect(panel).toContainText(/\d+\.\d\d dB/);
  const psnr = parseFloat((await panel.innerText()).match(/[\d.]+(?= dB)/)?.[0] ?? '');
  const network = parseFloat(await page.getByRole('status', { name: 'PSNR' }).innerText());
  expect(network).toBeGreaterThan(psnr);
  await expect(page).toHaveURL(/fourth=interpolation/);
  await page.goto('./#');
  await expect(picture(page, 'Interpolation')).toBeHidden();
});
