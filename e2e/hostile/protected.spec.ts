/** Browsers that change what a page reads from a canvas, as protections against fingerprinting do. */
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { png } from '../files';
import { choosePhotograph, picture, pixels, settled, visit as test, worstDifference } from '../playground';

type Answer = 'stripes' | 'white' | 'nothing' | 'noise';

/** Runs in the page before its own scripts: whatever reads from a canvas gets this answer, until `honest` is set. */
function protect([answer, withFrames]: readonly [Answer, boolean]): void {
  const isHonest = () => (globalThis as { honest?: boolean }).honest;
  const change = (data: Uint8ClampedArray): void => {
    for (let i = 0; i < data.length; i++) {
      if (answer === 'stripes') data[i] = i % 4 === 3 ? 255 : (i >> 4) & 1 ? 250 : i % 251;
      if (answer === 'white') data[i] = 255;
      if (answer === 'nothing') data[i] = 0;
      if (answer === 'noise' && i % 4 !== 3) data[i] ^= (i >> 3) & 1;
    }
  };
  for (const { prototype } of [CanvasRenderingContext2D, OffscreenCanvasRenderingContext2D]) {
    const read = prototype.getImageData;
    prototype.getImageData = function (...where: Parameters<typeof read>) {
      const image = read.apply(this, where);
      if (!isHonest()) change(image.data);
      return image;
    };
  }
  /** The canvas as a file would have it. */
  const changed = (canvas: HTMLCanvasElement): HTMLCanvasElement => {
    const copy = document.createElement('canvas');
    copy.width = canvas.width;
    copy.height = canvas.height;
    const context = copy.getContext('2d') as CanvasRenderingContext2D;
    context.drawImage(canvas, 0, 0);
    context.putImageData(context.getImageData(0, 0, copy.width, copy.height), 0, 0);
    return copy;
  };
  const { toBlob, toDataURL } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.toBlob = function (...rest) {
    toBlob.apply(changed(this), rest);
  };
  HTMLCanvasElement.prototype.toDataURL = function (...rest) {
    return toDataURL.apply(changed(this), rest);
  };
  if (!withFrames) Object.assign(globalThis, { VideoFrame: undefined, ImageDecoder: undefined });
}

const setHonest = (page: Page, honest: boolean): Promise<void> =>
  page.evaluate((value) => {
    (globalThis as { honest?: boolean }).honest = value;
  }, honest);

/** What the page shows, read by a browser that tells the truth. */
async function shown(page: Page, name: Parameters<typeof pixels>[1]): Promise<Buffer> {
  await setHonest(page, true);
  const bytes = await pixels(page, name);
  await setHonest(page, false);
  return bytes;
}

/** 224 × 224 pixels of many colours, so that the page shows it as it is. */
const colours = Buffer.from(
  Array.from({ length: 224 * 224 * 4 }, (_, i) => (i % 4 === 3 ? 255 : (i * 7 + (i >> 9)) & 255)),
);
const colourful = png('colours.png', 224, 224, 'rgba', 8, (y) =>
  colours.subarray(y * 224 * 4, (y + 1) * 224 * 4),
);

for (const answer of ['stripes', 'white', 'nothing', 'noise'] as const) {
  test(`where a canvas gives ${answer}, photographs and saved pictures are what they are`, async ({
    page,
  }) => {
    await page.addInitScript(protect, [answer, true] as const);
    await page.goto('./');
    await choosePhotograph(page, colourful);
    await expect(page.getByText('colours.png, which stays on this machine')).toBeVisible();
    await settled(page);
    expect(worstDifference(await shown(page, 'Original'), colours)).toBe(0);

    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Save or copy' });
    await dialog.getByRole('combobox', { name: 'Picture' }).selectOption('Original');
    await dialog.getByText('1 ×', { exact: true }).click();
    const coming = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Save PNG' }).click();
    const file = readFileSync(await (await coming).path());
    await page.keyboard.press('Escape');
    await choosePhotograph(page, { name: 'again.png', mimeType: 'image/png', buffer: file });
    await expect(page.getByText('again.png, which stays on this machine')).toBeVisible();
    expect(worstDifference(await shown(page, 'Original'), colours)).toBe(0);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(page.getByText('adds noise')).toHaveCount(0);
  });
}

for (const answer of ['stripes', 'white', 'nothing'] as const) {
  test(`where a canvas gives ${answer} and nothing else gives more, I am told what to allow, and it works once I have`, async ({
    page,
  }) => {
    await page.addInitScript(protect, [answer, false] as const);
    await page.goto('./');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('“Coffee cup” cannot be read: this browser changes');
    await expect(alert).toContainText('allow this page to extract canvas data');
    await choosePhotograph(page, colourful);
    await expect(alert).toContainText('“colours.png” cannot be read: this browser changes');
    await expect(picture(page, 'Original')).toBeVisible();
    await setHonest(page, true);
    await choosePhotograph(page, colourful);
    await expect(page.getByText('colours.png, which stays on this machine')).toBeVisible();
    await settled(page);
    expect(worstDifference(await pixels(page, 'Original'), colours)).toBe(0);
    await expect(alert).toHaveCount(0);
  });
}

test('where faint noise cannot be avoided, a quiet sentence names it', async ({ page }) => {
  await page.addInitScript(protect, ['noise', false] as const);
  await page.goto('./');
  await choosePhotograph(page, colourful);
  await settled(page);
  await expect(page.getByText('adds noise of up to 1 of 255 levels')).toBeVisible();
  expect(worstDifference(await shown(page, 'Original'), colours)).toBe(1);
  await page.goto('./#mode=batch');
  await page.getByLabel('Choose files').setInputFiles(colourful);
  await expect(page.getByText('1 photograph: This browser adds noise')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});
