import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import {
  choosePhotograph,
  fixture,
  fixturePixels,
  open,
  patchesOf,
  picture,
  pixels,
  pixelsOf,
  settled,
  slider,
  test,
  worstDifference,
} from './playground';

const GREY = 128;

async function made(page: Page, reconstructions: string): Promise<void> {
  await expect(page.getByText(reconstructions, { exact: true })).toBeVisible();
  await expect(page.locator('[aria-label="Figure"][aria-busy="false"]')).toBeVisible();
}

async function openFigure(page: Page): Promise<void> {
  await open(page);
  await page.getByRole('tab', { name: 'Figure' }).click();
}

const kind = (page: Page, name: string) => page.getByRole('radio', { name }).check({ force: true });

/** The pixels of a picture of the figure, by how its name begins; the `nth` of those. */
const drawn = (page: Page, name: string, nth = 0): Promise<Buffer> =>
  pixelsOf(page.getByRole('img', { name: new RegExp(`^${name}`) }).nth(nth));

const isHidden = (patch: number[]): boolean => patch.every((value) => value === GREY);

const psnr = (drawn: number[], truth: number[]): number =>
  -10 * Math.log10(drawn.reduce((sum, value, i) => sum + ((value - truth[i]) / 255) ** 2, 0) / drawn.length);

test('one photograph at the ratios I list, each as the slider would make it', async ({ page }) => {
  await open(page);
  const alone = await pixels(page, 'Reconstruction');
  await page.getByRole('tab', { name: 'Figure' }).click();
  await made(page, '3 reconstructions');
  expect(worstDifference(await drawn(page, 'Reconstruction, 75 %'), alone)).toBe(0);
  const list = page.getByRole('textbox', { name: 'Mask ratios' });
  await list.fill('50, 90.5');
  await made(page, '2 reconstructions');
  await expect(page.getByRole('columnheader')).toHaveText(['50 %', '90.5 %']);
  await expect(page.getByText('98 of 196 visible')).toBeVisible();
  await list.fill('50, many');
  await expect(page.getByText('Write one to 8 ratios in percent, 0 to 99')).toBeVisible();
  await expect(page.getByRole('columnheader')).toHaveCount(2);
  await list.fill('99');
  await made(page, '1 reconstruction');
  await expect(page.getByText('1 of 196 visible')).toBeVisible();
});

test('what the figure has its own for is not there twice: the slider rests under Ratios, and Photos has one row', async ({
  page,
}) => {
  await openFigure(page);
  await made(page, '3 reconstructions');
  await expect(slider(page)).toBeDisabled();
  await expect(page.getByText('In this figure the list above takes its place.')).toBeVisible();
  await kind(page, 'Photos');
  await expect(slider(page)).toBeEnabled();
  await expect(page.getByRole('button', { name: 'A cup of coffee' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Coffee cup in the figure' })).toBeVisible();
  await kind(page, 'Masks');
  await expect(slider(page)).toBeEnabled();
  await expect(page.getByRole('button', { name: 'A cup of coffee' })).toBeVisible();
});

test('many photographs behind one mask, my own among them', async ({ page }) => {
  await openFigure(page);
  await kind(page, 'Photos');
  await made(page, '6 reconstructions');
  await choosePhotograph(page, fixture('photo.png'));
  await made(page, '7 reconstructions');
  expect(worstDifference(await drawn(page, 'Original'), await fixturePixels(page, 'photo.png'))).toBe(0);
  for (const title of ['Coffee cup', 'Chelsea the cat', 'Picos de Europa', 'DSCOVR launch', 'Two dogs']) {
    await page.getByRole('button', { name: `${title} in the figure` }).click();
  }
  await made(page, '2 reconstructions');
  const last = page.getByRole('button', { name: 'Eileen Collins in the figure' });
  await last.click({ force: true });
  await expect(last).toHaveAttribute('aria-pressed', 'true');
  const [mine, hers] = [
    patchesOf(await drawn(page, 'Masked, photo')),
    patchesOf(await drawn(page, 'Masked, Eileen')),
  ];
  expect(mine.map(isHidden)).toEqual(hers.map(isHidden));
});

test('many masks: their mean is the mean, and is closer to the truth than any one of them', async ({
  page,
}) => {
  await openFigure(page);
  await kind(page, 'Masks');
  await made(page, '8 reconstructions');
  const count = page.getByRole('spinbutton', { name: 'Number of masks' });
  await count.fill('65');
  await expect(page.getByText('That is a whole number from 2 to 64.')).toBeVisible();
  await count.fill('4');
  await made(page, '4 reconstructions');
  const masked: boolean[][] = [];
  const singles: number[][][] = [];
  for (const nth of [0, 1, 2, 3]) {
    masked.push(patchesOf(await drawn(page, 'Masked, Seed', nth)).map(isHidden));
    singles.push(patchesOf(await drawn(page, 'Reconstruction, (Seed|Mask)', nth)));
  }
  const mean = patchesOf(await drawn(page, 'Reconstruction, All 4, Mean'));
  const truth = patchesOf(await drawn(page, 'Masked, All 4, Original'));
  let worst = 0;
  mean.forEach((patch, at) => {
    const those = singles.filter((_, one) => masked[one][at]).map((single) => single[at]);
    patch.forEach((value, i) => {
      const expected = those.length
        ? those.reduce((sum, single) => sum + single[i], 0) / those.length
        : truth[at][i];
      worst = Math.max(worst, Math.abs(value - expected));
    });
  });
  expect(worst).toBeLessThanOrEqual(0.51);
  const ever = masked[0].map((_, at) => masked.some((mask) => mask[at]));
  const where = (all: number[][]): number[] => all.filter((_, at) => ever[at]).flat();
  const words = `Mean, ${psnr(where(mean), where(truth)).toFixed(2)} dB`;
  await expect(page.getByText(words, { exact: true })).toBeVisible();
  await expect(
    page.getByRole('img', { name: 'Away from the mean, All 4, Standard deviation' }),
  ).toBeVisible();

  // One that was made by hand is not among many, which is said.
  const leftOut = page.getByText(
    'Your mask made by hand is one alone, so it is left out here: these are random masks',
  );
  await expect(leftOut).toBeHidden();
  await page.getByText('By hand', { exact: true }).click();
  await expect(leftOut).toBeVisible();
  await kind(page, 'Ratios');
  await expect(leftOut).toBeHidden();
});

test('all patches: each is from a reconstruction that never saw it', async ({ page }) => {
  await openFigure(page);
  await kind(page, 'All patches');
  await made(page, '2 reconstructions');
  const assembled = patchesOf(await drawn(page, 'Reconstruction, Together, Assembled'));
  const masked: boolean[][] = [];
  const singles: number[][][] = [];
  for (const nth of [0, 1]) {
    masked.push(patchesOf(await drawn(page, 'Masked, Mask', nth)).map(isHidden));
    singles.push(patchesOf(await drawn(page, 'Reconstruction, (Seed|Mask)', nth)));
  }
  assembled.forEach((patch, at) => {
    const sources = singles.filter((_, one) => masked[one][at]).map((single) => single[at].join());
    expect(sources).toContain(patch.join());
  });
  const truth = patchesOf(await drawn(page, 'Masked, Together, Original'));
  await expect(
    page.getByText(`Assembled, ${psnr(assembled.flat(), truth.flat()).toFixed(2)} dB`),
  ).toBeVisible();
  await slider(page).fill('0');
  await expect(page.getByText('nothing is hidden, so there is nothing to reconstruct')).toBeVisible();
});

test('a figure that takes long can be stopped, and made after all', async ({ page }) => {
  await openFigure(page);
  await kind(page, 'Masks');
  await page.getByRole('spinbutton', { name: 'Number of masks' }).fill('24');
  // Which count is seen first depends on how busy the machine is.
  await expect(page.getByText(/^\d+ of 24 reconstructed/)).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText(/Stopped after \d+ of 24/)).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).press('Enter');
  await made(page, '24 reconstructions');
});

test('a link opens the figure it was made from', async ({ page, context }) => {
  await openFigure(page);
  await page.getByRole('textbox', { name: 'Mask ratios' }).fill('60 80');
  await made(page, '2 reconstructions');
  await page.getByRole('switch', { name: 'Paste visible patches' }).check();
  await expect(page).toHaveURL(/ratios=0\.6,0\.8&?/);
  await expect(page).toHaveURL(/pasted=yes/);
  const second = await context.newPage();
  await second.goto(page.url());
  await settled(second);
  await made(second, '2 reconstructions');
  expect(
    worstDifference(await drawn(second, 'Reconstruction, 80 %'), await drawn(page, 'Reconstruction, 80 %')),
  ).toBe(0);
  await kind(page, 'Masks');
  await made(page, '8 reconstructions');
  await expect(page).toHaveURL(/figure=masks/);
  await page.goBack();
  await made(page, '2 reconstructions');
});

test('with interpolation too, each ratio has its picture and the number that the Interpolation tab gives it', async ({
  page,
}) => {
  await openFigure(page);
  await made(page, '3 reconstructions');
  await page.getByRole('switch', { name: 'Interpolation too' }).check();
  const smooth = page.getByRole('img', { name: /^Interpolation, 75 %, \d+\.\d\d dB$/ });
  await expect(smooth).toBeVisible();
  await expect(page.getByText('the harmonic function through the visible pixels')).toBeVisible();
  await made(page, '3 reconstructions');
  const [number] = /[\d.]+ dB/.exec((await smooth.getAttribute('aria-label')) ?? '') ?? [];
  const raster = await drawn(page, 'Interpolation, 75 %');

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save CSV' }).click();
  const [head, first] = readFileSync(await (await saving).path(), 'utf8').split('\r\n');
  expect(head).toBe('picture,visible_patches,patches,loss,psnr_db,interpolation_psnr_db');
  expect(Number(first.split(',').at(-1)).toFixed(2)).toBe(number?.replace(' dB', ''));
  await page.keyboard.press('Escape');

  await page.getByRole('tab', { name: 'Interpolation' }).click();
  await settled(page);
  await expect(page.getByRole('figure').filter({ has: picture(page, 'Interpolation') })).toContainText(
    `${number}`,
  );
  expect(worstDifference(await pixels(page, 'Interpolation'), raster)).toBe(0);

  await page.getByRole('tab', { name: 'Figure' }).click();
  await kind(page, 'Photos');
  await made(page, '6 reconstructions');
  await expect(page.getByRole('columnheader', { name: 'Interpolation' })).toHaveCount(2);
  await expect(page.getByText(/Interpolation: \d+\.\d\d dB on average\./)).toBeVisible();
});
