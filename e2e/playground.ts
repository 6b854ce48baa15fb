/** The page as a person meets it, and the files they might bring. */
import { readFileSync } from 'node:fs';
import { type CDPSession, expect, type Locator, type Page } from '@playwright/test';

export const fixture = (name: string): string => new URL(`fixtures/${name}`, import.meta.url).pathname;

export type PictureName = 'Masked' | 'Reconstruction' | 'Original';

export const picture = (page: Page, name: PictureName): Locator =>
  page.getByRole('img', { name, exact: true });
export const slider = (page: Page): Locator => page.getByRole('slider', { name: 'Mask ratio' });
export const measure = (page: Page, name: string): Locator => page.getByRole('status', { name });

/** Waits until the pictures belong to the settings. Long enough for WebGPU without a GPU. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('main[aria-busy="false"]')).toBeVisible({ timeout: 120_000 });
}

export async function open(page: Page): Promise<void> {
  await page.goto('./');
  await settled(page);
}

export async function choosePhotograph(
  page: Page,
  file: string | { name: string; mimeType: string; buffer: Buffer },
) {
  await page.getByLabel('Choose a photograph').setInputFiles(file);
}

export async function setRatio(page: Page, percent: number): Promise<void> {
  await slider(page).fill(String(percent));
}

/** A picture's own pixels, size × size × RGBA, whatever the scale it is drawn at. */
export async function pixels(page: Page, name: PictureName, size = 224): Promise<number[]> {
  return picture(page, name).evaluate((canvas: HTMLCanvasElement, side) => {
    const scale = canvas.width / side;
    if (!Number.isInteger(scale))
      throw new Error(`the canvas is ${canvas.width} wide, no multiple of ${side}`);
    const small = document.createElement('canvas');
    small.width = small.height = side;
    const context = small.getContext('2d') as CanvasRenderingContext2D;
    context.imageSmoothingEnabled = false;
    context.drawImage(canvas, 0, 0, side, side);
    return [...context.getImageData(0, 0, side, side).data];
  }, size);
}

/** The pixels of a PNG in `fixtures`, decoded by the browser. */
export async function fixturePixels(page: Page, name: string): Promise<number[]> {
  const base64 = readFileSync(fixture(name), 'base64');
  return page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    context.drawImage(image, 0, 0);
    return [...context.getImageData(0, 0, canvas.width, canvas.height).data];
  }, base64);
}

/** The largest difference between two pictures, in levels of 0 … 255. */
export function worstDifference(a: number[], b: number[]): number {
  expect(a).toHaveLength(b.length);
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i])), 0);
}

/** Drops real files or folders in the middle of the page, as the browser itself would deliver them. */
export async function drop(page: Page, paths: string[]): Promise<void> {
  const devtools: CDPSession = await page.context().newCDPSession(page);
  const where = { x: 400, y: 300, data: { items: [], files: paths, dragOperationsMask: 1 } };
  await devtools.send('Input.dispatchDragEvent', { type: 'dragEnter', ...where });
  await devtools.send('Input.dispatchDragEvent', { type: 'dragOver', ...where });
  await devtools.send('Input.dispatchDragEvent', { type: 'drop', ...where });
}
