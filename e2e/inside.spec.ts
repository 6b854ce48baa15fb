/** Looking inside the network, as somebody does who wants to know what it knows. */
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { goHome, open, picture, settled, test } from './playground';

const view = (page: Page) => page.getByRole('region', { name: 'Inside' });
const map = (page: Page) => view(page).getByRole('application');

async function openInside(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Inside' }).click();
  await expect(view(page)).toHaveAttribute('aria-busy', 'false');
}

async function saved(page: Page, button: string): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  return readFileSync(await (await download).path());
}

/** Rows of a saved map without their head: row, column, value. */
async function mapRows(page: Page): Promise<number[][]> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const text = (await saved(page, 'Save CSV')).toString();
  await page.keyboard.press('Escape');
  const lines = text.trim().split('\r\n').slice(1);
  return lines.map((line) => line.split(',').map(Number));
}

test('a patch is like itself, and by mouse and by key I choose another', async ({ page }) => {
  await open(page);
  await openInside(page);
  await map(page).click({ position: { x: 5, y: 5 } });
  const rows = await mapRows(page);
  expect(rows).toHaveLength(196);
  expect(rows[0]).toEqual([1, 1, 1]);
  expect(Math.max(...rows.slice(1).map(([, , value]) => value))).toBeLessThan(1);
  await map(page).focus();
  await page.keyboard.press('ArrowRight');
  expect((await mapRows(page))[1]).toEqual([1, 2, 1]);
  await expect(page).toHaveURL(/patch=1&|patch=1$/);
});

test('all that a patch looks at is a hundred per cent, class token included, head by head', async ({
  page,
}) => {
  await open(page);
  await openInside(page);
  await view(page).getByText('Attention', { exact: true }).click();
  await expect(view(page)).toHaveAttribute('aria-busy', 'false');
  await expect(view(page)).toContainText(/On average [\d.]+ patches away, spread over [\d.]+ patches/);
  await expect(view(page).getByRole('radio', { name: 'Head 3' })).toBeAttached();
  const words = await view(page)
    .getByText(/On average/)
    .innerText();
  await view(page).getByText('Head 3').click();
  await expect(view(page).getByText(/On average/)).not.toHaveText(words);
  const sum = (await mapRows(page)).reduce((all, [, , weight]) => all + weight, 0);
  expect(sum).toBeLessThan(1.0001);
  expect(sum).toBeGreaterThan(0.5);
  const file = await saved(page, 'Save the attention (.npy)');
  const header = file.subarray(10, 10 + file.readUInt16LE(8)).toString();
  expect(header).toContain("'shape': (3, 197, 197)");
  const numbers = new Float32Array(
    file.buffer.slice(file.byteOffset + 10 + header.length, file.byteOffset + file.length),
  );
  expect(numbers).toHaveLength(3 * 197 * 197);
  for (let row = 0; row < 3 * 197; row += 50) {
    const all = numbers.slice(row * 197, (row + 1) * 197).reduce((so, weight) => so + weight, 0);
    expect(all).toBeCloseTo(1, 4);
  }
});

test('of a hidden patch the encoder knows nothing, and the decoder painted it from visible ones', async ({
  page,
}) => {
  await page.goto('./#mode=inside&sight=attention&sees=visible&block=12&patch=0&ratio=0.75');
  await settled(page);
  await expect(view(page)).toHaveAttribute('aria-busy', 'false');
  await expect(view(page)).toContainText('the encoder never saw it');
  await view(page).getByText('Decoder', { exact: true }).click();
  await expect(view(page)).toHaveAttribute('aria-busy', 'false');
  await expect(view(page)).not.toContainText('the encoder never saw it');
  await expect(view(page)).toContainText(/On average/);
  await expect(page).toHaveURL(/half=decoder/);
  const link = page.url();
  await goHome(page);
  await page.goto('about:blank');
  await page.goto(link);
  await expect(view(page).getByRole('radio', { name: 'Decoder' })).toBeChecked();
});

test('the tokens as colours follow the block and the picture', async ({ page }) => {
  await open(page);
  await openInside(page);
  await view(page).getByText('Colours', { exact: true }).click();
  const colours = page.getByRole('img', { name: 'Colours' });
  const bytes = () => colours.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  await expect(colours).toBeVisible();
  const last = await bytes();
  await page.getByRole('slider', { name: 'Block' }).fill('0');
  await expect.poll(bytes).not.toBe(last);
  const first = await bytes();
  await page.getByRole('button', { name: 'Half a fig' }).click();
  await expect.poll(bytes).not.toBe(first);
  await page.getByRole('tab', { name: 'One picture' }).click();
  await expect(picture(page, 'Original')).toBeVisible();
});

test('the weights themselves can be seen without any picture, and are another model’s when I change it', async ({
  page,
}) => {
  await open(page);
  await openInside(page);
  await view(page).getByText('Weights', { exact: true }).click();
  await expect(view(page)).toHaveAttribute('aria-busy', 'false');
  await expect(view(page).getByRole('img', { name: 'Filter 1', exact: true })).toBeVisible();
  await expect(view(page).getByRole('img', { name: 'Which places are near' })).toBeVisible();
  const rows = view(page).getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(1 + 12 + 4);
  await expect(page.getByRole('slider', { name: 'Block' })).toBeHidden();
  await expect(page).toHaveURL(/sight=weights/);
});

test('in the samples too: what is most like my patch there, and all pictures in the same colours', async ({
  page,
}) => {
  await open(page);
  await openInside(page);
  await view(page).getByRole('switch', { name: 'In the samples too' }).check();
  await expect(view(page)).toHaveAttribute('aria-busy', 'false');
  const nearest = page.getByRole('region', { name: 'Most alike in other pictures' }).getByRole('listitem');
  await expect(nearest).toHaveCount(12);
  const first = await nearest.first().innerText();
  await map(page).click({ position: { x: 5, y: 5 } });
  await expect(nearest.first()).not.toHaveText(first);
  // The page's own picture is not among the others.
  await expect(nearest.filter({ hasText: 'Coffee' })).toHaveCount(0);
  await view(page).getByText('Colours', { exact: true }).click();
  await expect(view(page)).toHaveAttribute('aria-busy', 'false');
  await expect(view(page).getByRole('img', { name: /^Colours of / })).toHaveCount(11);
  await expect(page).toHaveURL(/among=samples/);
});
