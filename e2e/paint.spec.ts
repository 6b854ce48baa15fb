/** Masks of the paper's three kinds, and masks made by hand. */
import { expect, type Locator, type Page } from '@playwright/test';
import {
  choosePhotograph,
  fixture,
  goHome,
  measure,
  open,
  pixels,
  settled,
  slider,
  test,
} from './playground';

const strategy = (page: Page, name: string): Locator => page.getByRole('radio', { name, exact: true });
const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Patches' });
const patch = (page: Page, row: number, column: number): Locator =>
  page.getByRole('gridcell', { name: `Row ${row}, column ${column}, ` });
const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

const isHidden = (cell: Locator): Promise<boolean> =>
  cell.getAttribute('aria-selected').then((selected) => selected === 'true');

/** The hidden patches as the masked picture itself shows them: grey in all four corners. */
async function hiddenCount(page: Page): Promise<number> {
  const masked = await pixels(page, 'Masked');
  const grey = (x: number, y: number): boolean =>
    [0, 1, 2].every((channel) => masked[(y * 224 + x) * 4 + channel] === 128);
  let count = 0;
  for (let y = 0; y < 224; y += 16) {
    for (let x = 0; x < 224; x += 16) {
      if (grey(x, y) && grey(x + 15, y) && grey(x, y + 15) && grey(x + 15, y + 15)) count++;
    }
  }
  return count;
}

/** A mask to paint on: everything visible, by hand. */
async function startByHand(page: Page, begin = goHome): Promise<void> {
  await begin(page);
  await strategy(page, 'By hand').check({ force: true });
  await button(page, 'Show all').click();
  await expect(slider(page)).toHaveAttribute('aria-valuetext', '0 %, 196 of 196 patches visible');
}

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const middle = async (cell: Locator) => {
    const box = await cell.boundingBox();
    if (!box) throw new Error('the patch is not shown');
    return [box.x + box.width / 2, box.y + box.height / 2] as const;
  };
  await page.mouse.move(...(await middle(from)));
  await page.mouse.down();
  await page.mouse.move(...(await middle(to)), { steps: 3 });
  await page.mouse.up();
}

test('random, block and grid hide other patches but the same number of them', async ({ page }) => {
  await goHome(page);
  const seen = new Set<string>();
  for (const name of ['Random', 'Block', 'Grid']) {
    await strategy(page, name).check({ force: true });
    await settled(page);
    expect(await hiddenCount(page)).toBe(147);
    await expect(measure(page, 'Visible patches')).toHaveText('49 of 196');
    seen.add((await pixels(page, 'Masked')).toString('base64'));
  }
  expect(seen.size).toBe(3);
});

test('a click turns a patch over, a drag paints a line, and the ratio follows', async ({ page }) => {
  await startByHand(page);
  await patch(page, 3, 4).click({ force: true });
  expect(await isHidden(patch(page, 3, 4))).toBe(true);
  await drag(page, patch(page, 8, 2), patch(page, 8, 12));
  expect(await hiddenCount(page)).toBe(12);
  await settled(page);
  await expect(measure(page, 'Visible patches')).toHaveText('184 of 196');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', '6.1 %, 184 of 196 patches visible');
  await patch(page, 3, 4).click({ force: true });
  expect(await isHidden(patch(page, 3, 4))).toBe(false);
});

test('a rectangle hides all between its corners; show takes some of it away again', async ({ page }) => {
  await startByHand(page, open);
  await strategy(page, 'Rectangle').check({ force: true });
  await strategy(page, 'Hide').check({ force: true });
  await drag(page, patch(page, 10, 9), patch(page, 3, 5));
  expect(await hiddenCount(page)).toBe(8 * 5);
  await strategy(page, 'Show').check({ force: true });
  await drag(page, patch(page, 3, 5), patch(page, 4, 14));
  expect(await hiddenCount(page)).toBe(6 * 5);
});

test('invert, undo and redo, each by one press', async ({ page }) => {
  await startByHand(page);
  await drag(page, patch(page, 1, 1), patch(page, 1, 14));
  await button(page, 'Invert').click();
  await expect.poll(() => hiddenCount(page)).toBe(196 - 14);
  await button(page, 'Undo').click();
  await expect.poll(() => hiddenCount(page)).toBe(14);
  await page.keyboard.press('Control+z');
  await expect.poll(() => hiddenCount(page)).toBe(0);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => hiddenCount(page)).toBe(14);
  await button(page, 'Redo').click();
  await expect.poll(() => hiddenCount(page)).toBe(196 - 14);
  await expect(button(page, 'Redo')).toBeDisabled();
});

test('without a mouse: arrows move, Space paints, Shift paints along, a rectangle has two corners', async ({
  page,
}) => {
  await startByHand(page, open);
  await grid(page).focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', ' ']) await page.keyboard.press(key);
  expect(await isHidden(patch(page, 2, 3))).toBe(true);
  await expect(grid(page)).toHaveAttribute(
    'aria-activedescendant',
    (await patch(page, 2, 3).getAttribute('id')) ?? 'no id',
  );
  await page.keyboard.press('ArrowDown');
  await page.keyboard.down('Shift');
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
  await page.keyboard.up('Shift');
  await expect.poll(() => hiddenCount(page)).toBe(1 + 5);
  await strategy(page, 'Rectangle').check({ force: true });
  await grid(page).focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter', 'ArrowDown', 'ArrowRight', 'Enter']) {
    await page.keyboard.press(key);
  }
  await expect.poll(() => hiddenCount(page)).toBe(1 + 5 + 4);
  for (const key of ['Enter', 'ArrowUp', 'Escape']) await page.keyboard.press(key);
  expect(await hiddenCount(page)).toBe(10);
});

test('a finger paints on the masked picture', async ({ browser }) => {
  const context = await browser.newContext({ hasTouch: true, viewport: { width: 390, height: 800 } });
  const page = await context.newPage();
  await startByHand(page);
  await patch(page, 5, 5).tap({ force: true });
  await expect.poll(() => hiddenCount(page)).toBe(1);
  await expect(patch(page, 5, 5)).toHaveAttribute('aria-selected', 'true');
  await context.close();
});

test('a mask made by hand stays with another photograph, and a new mask takes its place', async ({
  page,
}) => {
  await startByHand(page);
  await drag(page, patch(page, 7, 1), patch(page, 7, 14));
  await choosePhotograph(page, fixture('photo.png'));
  await settled(page);
  expect(await hiddenCount(page)).toBe(14);
  await button(page, 'New mask').click();
  await settled(page);
  await expect(grid(page)).toHaveCount(0);
  await button(page, 'Undo').click();
  await settled(page);
  expect(await hiddenCount(page)).toBe(14);
});

test('a mask made by hand goes with another model, patch by patch where its grid is another, and comes back', async ({
  page,
}) => {
  await startByHand(page, open);
  await drag(page, patch(page, 1, 1), patch(page, 1, 14));
  await page
    .getByLabel('Open a model file')
    .setInputFiles([fixture('checkpoints/hub/model.safetensors'), fixture('checkpoints/hub/config.json')]);
  // The top row of 14 is the top row of 8.
  await expect(page.getByText('56 visible, 8 hidden')).toBeVisible();
  await expect(patch(page, 1, 8)).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('combobox', { name: 'Model', exact: true }).selectOption('MAE-Tiny (built in)');
  await expect(page.getByText('182 visible, 14 hidden')).toBeVisible();
});

test('the last visible patch cannot be hidden: the page says why', async ({ page }) => {
  await startByHand(page, open);
  await button(page, 'Invert').click();
  await expect(page.getByRole('alert')).toContainText('At least one patch must stay visible');
  expect(await hiddenCount(page)).toBe(0);
});
