/** Choosing which square of the photograph the model sees. */
import { expect, type Page, test } from '@playwright/test';
import { png } from './files';
import { choosePhotograph, open, picture, pixels, settled } from './playground';

/** Four flat quarters: red, green / blue, white. */
const quarters = png('quarters.png', 400, 400, 'rgb', 8, (y) =>
  Buffer.concat(
    Array.from({ length: 400 }, (_, x) =>
      y < 200
        ? Buffer.from(x < 200 ? [255, 0, 0] : [0, 255, 0])
        : Buffer.from(x < 200 ? [0, 0, 255] : [255, 255, 255]),
    ),
  ),
);

const corner = async (page: Page): Promise<number[]> => [...(await pixels(page, 'Original')).subarray(0, 3)];
const farCorner = async (page: Page): Promise<number[]> => [
  ...(await pixels(page, 'Original')).subarray(-4, -1),
];

async function openQuarters(page: Page): Promise<void> {
  await open(page);
  await choosePhotograph(page, quarters);
  await expect.poll(() => corner(page)).toEqual([255, 0, 0]);
  await page.getByRole('button', { name: 'Move and zoom' }).click();
}

test('by keyboard I zoom in, move, and go back to the centre', async ({ page }) => {
  await openQuarters(page);
  await page.getByRole('slider', { name: 'Zoom' }).fill('2');
  await page.getByRole('slider', { name: 'Left to right' }).press('End');
  await page.getByRole('slider', { name: 'Top to bottom' }).press('Home');
  await settled(page);
  await expect.poll(() => corner(page)).toEqual([0, 255, 0]);
  expect(await farCorner(page)).toEqual([0, 255, 0]);
  await page.getByRole('button', { name: 'Back to the centre' }).click();
  await expect.poll(() => corner(page)).toEqual([255, 0, 0]);
});

test('by mouse I zoom with the wheel and drag the photograph', async ({ page }) => {
  await openQuarters(page);
  const box = await picture(page, 'Original').boundingBox();
  if (!box) throw new Error('the picture is not shown');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 4);
  for (let i = 0; i < 8; i++) await page.mouse.wheel(0, -100);
  await expect(page.getByRole('slider', { name: 'Zoom' })).toHaveAttribute('aria-valuetext', '4.0 times');
  await page.mouse.down();
  await page.mouse.move(box.x - box.width, box.y - box.height, { steps: 4 });
  await page.mouse.up();
  await settled(page);
  expect(await corner(page)).toEqual([255, 255, 255]);
});

test('outside of that mode the wheel scrolls the page as ever', async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 500 });
  await open(page);
  await picture(page, 'Original').hover();
  const before = await pixels(page, 'Original');
  await page.mouse.wheel(0, 100);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
  expect(await pixels(page, 'Original')).toEqual(before);
});
