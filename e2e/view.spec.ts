/** Ways of looking at the same pictures. */
import { expect, type Locator, type Page } from '@playwright/test';
import {
  goHome,
  measure,
  type PictureName,
  patchesOf,
  picture,
  pixels,
  pixelsOf,
  settled,
  slider,
  test,
  worstDifference,
} from './playground';

const view = (page: Page, name: string): Locator => page.getByRole('radio', { name, exact: true });
const range = (page: Page, name: string): Locator => page.getByRole('slider', { name });

/** Where a picture lies and how large it is, beside the frame that shows a part of it. */
async function place(page: Page, name: PictureName): Promise<number[]> {
  return picture(page, name).evaluate((canvas) => {
    const inside = canvas.getBoundingClientRect();
    const frame = (canvas.closest('.lens') as HTMLElement).getBoundingClientRect();
    const share = (value: number): number => Math.round((value / frame.width) * 100) / 100;
    return [share(inside.left - frame.left), share(inside.top - frame.top), share(inside.width)];
  });
}

/** The colour on the screen at a place of the wiped pictures, 0 … 1 of their width and height. */
async function colourAt(page: Page, x: number, y: number): Promise<number[]> {
  const box = await page.locator('.wipe-frame').boundingBox();
  if (!box) throw new Error('there is nothing to wipe');
  const clip = { x: box.x + x * box.width, y: box.y + y * box.height, width: 1, height: 1 };
  const png = (await page.screenshot({ clip })).toString('base64');
  return page.evaluate(async (base64) => {
    const image = new Image();
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    image.src = URL.createObjectURL(new Blob([bytes], { type: 'image/png' }));
    await image.decode();
    const pen = new OffscreenCanvas(1, 1).getContext('2d') as OffscreenCanvasRenderingContext2D;
    pen.drawImage(image, 0, 0);
    return [...pen.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  }, png);
}

const GREY = [128, 128, 128];

test('a divider wipes between any two pictures, by mouse and by key', async ({ page }) => {
  await goHome(page);
  await view(page, 'Wipe').check({ force: true });
  await page.getByLabel('Left of the divider').selectOption('Masked');
  await page.getByLabel('Right of the divider').selectOption('Original');
  await slider(page).fill('99');
  await settled(page);
  // All but one patch of the left picture is grey.
  const divider = range(page, 'Divider');
  await expect.poll(() => colourAt(page, 0.26, 0.1)).toEqual(GREY);
  expect(await colourAt(page, 0.75, 0.1)).not.toEqual(GREY);
  const box = await divider.boundingBox();
  if (!box) throw new Error('the divider is not shown');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 3);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 3, { steps: 4 });
  await page.mouse.up();
  await expect(divider).toHaveAttribute('aria-valuetext', '90 % Masked, 10 % Original');
  await expect.poll(() => colourAt(page, 0.75, 0.1)).toEqual(GREY);
  await divider.press('Home');
  await expect(divider).toHaveAttribute('aria-valuetext', '0 % Masked, 100 % Original');
  await expect.poll(() => colourAt(page, 0.26, 0.1)).not.toEqual(GREY);
});

test('magnifying keeps all pictures in step, and dragging one moves them all', async ({ page }) => {
  await goHome(page);
  await range(page, 'Magnify').fill('2');
  for (const name of ['Masked', 'Reconstruction', 'Original'] as const) {
    await expect.poll(() => place(page, name)).toEqual([-0.5, -0.5, 2]);
  }
  const box = await picture(page, 'Reconstruction').locator('xpath=../..').boundingBox();
  if (!box) throw new Error('the picture is not shown');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.75, box.y + box.height * 0.6, { steps: 4 });
  await page.mouse.up();
  for (const name of ['Masked', 'Reconstruction', 'Original'] as const) {
    await expect.poll(() => place(page, name)).toEqual([-0.25, -0.4, 2]);
  }
  await range(page, 'Left to right in the magnified pictures').press('Home');
  await expect.poll(() => place(page, 'Original')).toEqual([0, -0.4, 2]);
  await page.getByRole('button', { name: 'Whole picture' }).click();
  await expect.poll(() => place(page, 'Original')).toEqual([0, 0, 1]);
});

test('a magnified picture can still be painted on, patch for patch', async ({ page }) => {
  await goHome(page);
  await view(page, 'By hand').check({ force: true });
  await page.getByRole('button', { name: 'Show all' }).click();
  await range(page, 'Magnify').fill('4');
  await page.getByRole('gridcell', { name: 'Row 7, column 8, ' }).click({ force: true });
  await expect(page.getByRole('gridcell', { name: 'Row 7, column 8, hidden' })).toHaveCount(1);
  await expect(slider(page)).toHaveAttribute('aria-valuetext', '0.5 %, 195 of 196 patches visible');
});

test('where the masked picture is not shown, the words about painting lead to it', async ({ page }) => {
  await goHome(page);
  await view(page, 'Errors').check({ force: true });
  await view(page, 'By hand').check({ force: true });
  await expect(page.getByText('Paint on the masked picture.')).toHaveCount(0);
  await expect(view(page, 'Brush')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.getByRole('button', { name: 'Paint there' }).click();
  await expect(page.getByText('Paint on the masked picture.')).toBeVisible();
  await page.getByRole('gridcell', { name: 'Row 2, column 2, ' }).click({ force: true });
  await expect(slider(page)).toHaveAttribute('aria-valuetext', '0.5 %, 195 of 196 patches visible');

  await page.goto('./#view=errors&hide=view');
  await view(page, 'By hand').check({ force: true });
  await expect(page.getByText('The mask is painted where the pictures')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Paint there' })).toHaveCount(0);
});

test('the structural similarity falls when more is hidden', async ({ page }) => {
  await goHome(page);
  const ssim = async (): Promise<number> => {
    // It comes after the pictures.
    await expect(measure(page, 'SSIM')).not.toHaveText('–');
    return Number(await measure(page, 'SSIM').textContent());
  };
  const values: number[] = [];
  for (const percent of ['50', '95']) {
    await slider(page).fill(percent);
    await settled(page);
    values.push(await ssim());
  }
  expect(values[0]).toBeGreaterThan(values[1] + 0.1);
  expect(values[0]).toBeLessThan(1);
});

test('the error of a patch is what the two pictures differ by, on hover and by key', async ({ page }) => {
  await goHome(page);
  await view(page, 'Errors').check({ force: true });
  const [drawn, truth] = [await pixels(page, 'Reconstruction'), await pixels(page, 'Original')];
  const decibels = (row: number, column: number): string => {
    let sum = 0;
    for (let y = 16 * (row - 1); y < 16 * row; y++) {
      for (let x = 16 * (column - 1); x < 16 * column; x++) {
        for (let c = 0; c < 3; c++) {
          const at = (y * 224 + x) * 4 + c;
          sum += ((drawn[at] - truth[at]) / 255) ** 2;
        }
      }
    }
    return (-10 * Math.log10(sum / (16 * 16 * 3))).toFixed(1);
  };
  const map = page.getByRole('application', { name: 'Error of each patch' });
  const said = page.getByRole('status', { name: 'Patch', exact: true });
  await map.focus();
  await expect(said).toHaveText(`Row 1, column 1: PSNR ${decibels(1, 1)} dB`);
  await map.press('ArrowDown');
  await map.press('ArrowRight');
  await expect(said).toHaveText(`Row 2, column 2: PSNR ${decibels(2, 2)} dB`);
  const box = await map.boundingBox();
  if (!box) throw new Error('the map is not shown');
  await page.mouse.move(box.x + (box.width * 7.5) / 14, box.y + (box.height * 9.5) / 14);
  await expect(said).toHaveText(`Row 10, column 8: PSNR ${decibels(10, 8)} dB`);
  await page.mouse.move(box.x + (box.width * 2.5) / 14, box.y + (box.height * 0.5) / 14);
  await expect(said).toHaveText('Row 1, column 3: visible');
});

test('step by step: what goes in is just the visible patches, and the words follow the slider', async ({
  page,
}) => {
  await goHome(page);
  const masked = patchesOf(await pixels(page, 'Masked')).map(String);
  const made = await pixels(page, 'Reconstruction');
  await view(page, 'Steps').check({ force: true });
  const steps = page.getByRole('region', { name: 'Steps' }).getByRole('listitem');
  await expect(steps).toHaveText([
    /^Hide.*147 of them are hidden, by the random mask of seed 0/,
    /^Encode.*Only the 49 visible patches go in.*In 12 transformer blocks 192 numbers are made of each/,
    /^Fill up.*In the 147 others stands one learned mask token/,
    /^Decode.*In 4 more blocks, 192 wide, all 196 tokens are seen together and 768 numbers are predicted/,
    /^Compare.*The loss, 0\.\d{4},.*on 147 hidden patches/,
  ]);
  const packed = await pixelsOf(page.getByRole('img', { name: 'Visible patches' }), 7 * 16);
  const goIn = patchesOf(packed, 7).map(String);
  const grey = String(patchesOf(Buffer.alloc(224 * 224 * 4, 128))[0]);
  expect(goIn.toSorted()).toEqual(masked.filter((patch) => patch !== grey).toSorted());
  expect(worstDifference(await pixels(page, 'Reconstruction'), made)).toBe(0);

  await slider(page).fill('90');
  await settled(page);
  await expect(steps.nth(1)).toContainText('Only the 19 visible patches go in');
  await expect(page).toHaveURL(/view=steps/);
});

test('on paper there are the pictures and their numbers, and nothing to press', async ({ page }) => {
  await goHome(page);
  await page.emulateMedia({ media: 'print' });
  for (const name of ['Masked', 'Reconstruction', 'Original'] as const)
    await expect(picture(page, name)).toBeVisible();
  await expect(measure(page, 'PSNR')).toBeVisible();
  await expect(slider(page)).toBeHidden();
  await expect(page.getByRole('tab')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Share', exact: true })).toHaveCount(0);
  await page.emulateMedia({ media: null });
});
