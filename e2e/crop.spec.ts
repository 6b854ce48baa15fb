/** Choosing which square of the photograph the model sees. */
import { expect, type Page } from '@playwright/test';
import { png } from './files';
import { choosePhotograph, goHome, picture, pixels, settled, test, worstDifference } from './playground';

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
  await goHome(page);
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
  await goHome(page);
  await picture(page, 'Original').hover();
  const before = await pixels(page, 'Original');
  await page.mouse.wheel(0, 100);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
  expect(worstDifference(await pixels(page, 'Original'), before)).toBe(0);
});

test('with two fingers I zoom, and with one I move', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    baseURL,
    hasTouch: true,
    isMobile: true,
    viewport: { width: 360, height: 740 },
  });
  const page = await context.newPage();
  await openQuarters(page);
  await picture(page, 'Original').evaluate((canvas) => canvas.scrollIntoView({ block: 'start' }));
  const box = await picture(page, 'Original').boundingBox();
  if (!box) throw new Error('the picture is not shown');
  const devtools = await context.newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: [number, number][]) =>
    devtools.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map(([x, y], id) => ({ id, x: box.x + box.width * x, y: box.y + box.height * y })),
    });
  await touch('touchStart', [0.4, 0.3], [0.6, 0.3]);
  await touch('touchMove', [0.3, 0.3], [0.7, 0.3]);
  await touch('touchEnd');
  await expect(page.getByRole('slider', { name: 'Zoom' })).toHaveAttribute('aria-valuetext', '2.0 times');
  await touch('touchStart', [0.9, 0.5]);
  for (let x = 0.8; x > 0; x -= 0.1) await touch('touchMove', [x, 0.5]);
  await touch('touchEnd');
  await settled(page);
  await expect(page.getByRole('slider', { name: 'Left to right' })).toHaveAttribute(
    'aria-valuetext',
    '100 %',
  );
  const inside = (10 * 224 + 10) * 4;
  expect([...(await pixels(page, 'Original')).subarray(inside, inside + 3)]).toEqual([0, 255, 0]);
  await context.close();
});
