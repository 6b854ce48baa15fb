/** Two at once: the page and a second setting of it, and where which of them is better. */
import { readFileSync } from 'node:fs';
import { expect, test as inItsOwnTab, type Locator, type Page } from '@playwright/test';
import {
  choosePhotograph,
  fixture,
  goHome,
  open,
  patchesOf,
  picture,
  pixels,
  settled,
  slider,
  test,
  worstDifference,
} from './playground';

const GREY = 128;
/** A toy that transformers wrote: pictures of 32 × 32, of random weights. */
const toy = ['checkpoints/hub/model.safetensors', 'checkpoints/hub/config.json'];

async function compared(page: Page): Promise<void> {
  await settled(page);
  await expect(page.locator('[aria-label="Two at once"][aria-busy="false"]')).toBeVisible();
}

async function openCompare(page: Page, begin = open): Promise<void> {
  await begin(page);
  await page.getByRole('tab', { name: 'Two at once' }).click();
  await compared(page);
}

const map = (page: Page): Locator => page.getByRole('application', { name: 'Difference of errors' });
const said = (page: Page): Locator => page.getByRole('status', { name: 'Patch' });
const sameAsA = (page: Page, what: 'seed' | 'ratio'): Locator =>
  page.getByRole('switch', { name: `Same ${what} as A` });
const seedOfB = (page: Page): Locator => page.getByRole('spinbutton', { name: 'Seed of B' });

/** A row of the table: A, B and B − A. */
const figures = (page: Page, name: string): Promise<string[]> =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name, exact: true }) })
    .getByRole('cell')
    .allTextContents();

/** The bytes of each patch of a picture, the alphas left out. */
async function patches(page: Page, name: Parameters<typeof pixels>[1]): Promise<number[][]> {
  return patchesOf(await pixels(page, name));
}

const isGrey = (patch: number[]): boolean => patch.every((value) => value === GREY);

const meanSquare = (a: number[], b: number[]): number =>
  a.reduce((sum, value, i) => sum + ((value - b[i]) / 255) ** 2, 0) / a.length;

/** The colours in the map, each once. */
const coloursOf = (page: Page): Promise<string[]> =>
  map(page)
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => {
      const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
      const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
      const colours = new Set<string>();
      for (let i = 0; i < data.length; i += 4) if (data[i + 3]) colours.add(data.slice(i, i + 3).join());
      return [...colours];
    });

test('the next seed stands beside the page, and every patch says which is better and by how much', async ({
  page,
}) => {
  await openCompare(page, goHome);
  await expect(seedOfB(page)).toHaveValue('1');
  const [original, maskedA, maskedB, madeA, madeB] = [
    await patches(page, 'Original'),
    await patches(page, 'Masked A'),
    await patches(page, 'Masked B'),
    await patches(page, 'Reconstruction A'),
    await patches(page, 'Reconstruction B'),
  ];
  const words = original.map((truth, patch) => {
    const place = `Row ${Math.floor(patch / 14) + 1}, column ${(patch % 14) + 1}: `;
    if (!isGrey(maskedA[patch]) || !isGrey(maskedB[patch])) return `${place}not hidden in both`;
    const better = 10 * Math.log10(meanSquare(madeA[patch], truth) / meanSquare(madeB[patch], truth));
    const size = Math.abs(better).toFixed(1);
    if (Number(size) === 0) return `${place}no difference`;
    return `${place}${better > 0 ? 'B' : 'A'} better by ${size} dB`;
  });
  const common = words.filter((patch) => !patch.endsWith('in both')).length;
  await expect(page.getByText(`${common} patches compared`)).toBeVisible();

  // Along the second row and down the last column.
  await map(page).focus();
  await expect(said(page)).toHaveText(words[0]);
  await page.keyboard.press('ArrowDown');
  for (let column = 0; column < 14; column++) {
    await expect(said(page)).toHaveText(words[14 + column]);
    await page.keyboard.press('ArrowRight');
  }
  for (let row = 1; row < 14; row++) {
    await expect(said(page)).toHaveText(words[row * 14 + 13]);
    await page.keyboard.press('ArrowDown');
  }

  const hidden = words.map((patch) => !patch.endsWith('in both'));
  const psnr = (made: number[][]): number => {
    const errors = made.map((patch, i) => meanSquare(patch, original[i])).filter((_, i) => hidden[i]);
    return -10 * Math.log10(errors.reduce((sum, error) => sum + error) / errors.length);
  };
  const [a, b, difference] = (await figures(page, 'PSNR, hidden in both')).map((cell) =>
    Number(cell.replace('−', '-')),
  );
  expect(a).toBeCloseTo(psnr(madeA), 1);
  expect(b).toBeCloseTo(psnr(madeB), 1);
  expect(difference).toBeCloseTo(psnr(madeB) - psnr(madeA), 1);
});

test('with everything the same there is no difference anywhere', async ({ page }) => {
  await openCompare(page);
  expect((await coloursOf(page)).length).toBeGreaterThan(20);
  await sameAsA(page, 'seed').check();
  await compared(page);
  await expect(page.getByText('147 patches compared')).toBeVisible();
  expect(worstDifference(await pixels(page, 'Masked B'), await pixels(page, 'Masked A'))).toBe(0);
  expect(
    worstDifference(await pixels(page, 'Reconstruction B'), await pixels(page, 'Reconstruction A')),
  ).toBe(0);
  expect(await coloursOf(page)).toHaveLength(1);
  for (const name of ['PSNR, dB', 'PSNR, hidden in both', 'Loss']) {
    const [a, b, difference] = await figures(page, name);
    expect(a).toBe(b);
    expect(Number(difference)).toBe(0);
  }
  await map(page).focus();
  await expect(said(page)).toHaveText('Row 1, column 1: no difference');
});

test('a seed, a ratio or a strategy of its own stays with B; what is the same follows the page; a wrong seed changes nothing', async ({
  page,
}) => {
  await openCompare(page);
  await seedOfB(page).fill('7');
  await slider(page).fill('50');
  await compared(page);
  const visible = page.getByText('98 of 196 visible');
  await expect(visible).toHaveCount(2);

  await page.getByRole('slider', { name: 'Ratio of B' }).fill('90');
  await expect(sameAsA(page, 'ratio')).not.toBeChecked();
  await slider(page).fill('25');
  await compared(page);
  await expect(page.getByText('147 of 196 visible')).toHaveCount(1);
  await expect(page.getByText('19 of 196 visible')).toHaveCount(1);

  await expect(sameAsA(page, 'seed')).toBeChecked();
  await slider(page).fill('50');
  await page.getByRole('combobox', { name: 'Strategy of B' }).selectOption('grid');
  await compared(page);
  const chequers = (await patches(page, 'Masked B')).map(isGrey);
  expect(chequers.every((grey, patch) => patch % 14 === 0 || grey !== chequers[patch - 1])).toBe(true);

  await seedOfB(page).fill('7');
  await page.getByRole('tab', { name: 'One picture' }).click();
  await page.getByRole('tab', { name: 'Two at once' }).click();
  await compared(page);
  await expect(seedOfB(page)).toHaveValue('7');

  const before = await pixels(page, 'Masked B');
  await seedOfB(page).fill('-1');
  await expect(page.getByText('A seed is a whole number from 0 to 4294967295.')).toBeVisible();
  expect(worstDifference(await pixels(page, 'Masked B'), before)).toBe(0);
});

test('a second model has a mask, pictures and numbers of its own; the same weights make no difference', async ({
  page,
}) => {
  const openModel = async (...files: string[]): Promise<void> => {
    const model = page.getByRole('combobox', { name: 'Model', exact: true });
    await page.getByLabel('Open a model file').setInputFiles(files);
    // Another choice while a file is still read would take its place.
    await expect(model.locator('option:checked')).toHaveText('model.safetensors');
    await settled(page);
    await model.selectOption('MAE-Tiny (built in)');
    await page.getByRole('combobox', { name: 'Model of B' }).selectOption('model.safetensors');
    await compared(page);
  };
  await openCompare(page);
  await expect(page.getByText('B differs in its seed.')).toBeVisible();
  await openModel(...toy.map(fixture));
  await expect(page.getByText('16 of 64 visible')).toBeVisible();
  await expect(page.getByText('B differs in its model.')).toBeVisible();
  await expect(page.getByText('The two models see the photograph at different sizes')).toBeVisible();
  const [a, b, difference] = await figures(page, 'PSNR, dB');
  expect(Number(a)).toBeGreaterThan(Number(b));
  expect(difference).toBe('–');

  await openModel('models/mae-tiny/model.safetensors', 'models/mae-tiny/model.json');
  expect(await figures(page, 'PSNR, dB')).toEqual([a, a, '0.00']);
  await expect
    .poll(async () =>
      worstDifference(await pixels(page, 'Reconstruction B'), await pixels(page, 'Reconstruction A')),
    )
    .toBe(0);
});

test('another photograph and another square of it are there on both sides', async ({ page }) => {
  await openCompare(page, goHome);
  await slider(page).fill('0');
  await choosePhotograph(page, fixture('photo.png'));
  await page.getByRole('button', { name: 'Move and zoom' }).click();
  await page.getByRole('slider', { name: 'Zoom' }).fill('2');
  await compared(page);
  const original = await pixels(page, 'Original');
  expect(worstDifference(await pixels(page, 'Masked A'), original)).toBe(0);
  expect(worstDifference(await pixels(page, 'Masked B'), original)).toBe(0);
  await expect(page.getByText('0 patches compared')).toBeVisible();
  expect(await figures(page, 'PSNR, hidden in both')).toEqual(['–', '–', '–']);
});

test('pasting shows the visible patches on both sides', async ({ page }) => {
  await openCompare(page, goHome);
  await page.getByRole('switch', { name: 'Paste visible patches' }).check();
  const original = await patches(page, 'Original');
  for (const side of ['A', 'B'] as const) {
    const masked = await patches(page, `Masked ${side}`);
    const pasted = await patches(page, `Reconstruction ${side}`);
    expect(pasted.filter((_, i) => !isGrey(masked[i]))).toEqual(
      original.filter((_, i) => !isGrey(masked[i])),
    );
  }
});

test('with interpolation too, both sides have its number, behind their own masks: A’s is that of the Interpolation tab, and the saved figure says both', async ({
  page,
}) => {
  await openCompare(page, goHome);
  await page.getByRole('switch', { name: 'Interpolation too' }).check();
  const numbers = () => figures(page, 'Interpolation, dB');
  const isNumber = expect.stringMatching(/^\d+\.\d\d$/);
  await expect.poll(numbers).toEqual([isNumber, isNumber, expect.stringMatching(/^[+−]\d+\.\d\d$/)]);
  const [a, b, more] = await numbers();
  expect(Number(more.replace('−', '-'))).toBeCloseTo(Number(b) - Number(a), 1);

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save SVG' }).click();
  const svg = readFileSync(await (await saving).path(), 'utf8');
  const words = [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text).join(' ');
  expect(words).toContain(`has ${a} dB for A and ${b} dB for B.`);
  await page.keyboard.press('Escape');

  // With nothing different the one number is the other's.
  await sameAsA(page, 'seed').check();
  await compared(page);
  await expect.poll(numbers).toEqual([a, a, '0.00']);
  await page.getByRole('tab', { name: 'Interpolation' }).click();
  await settled(page);
  const panel = page.getByRole('figure').filter({ has: picture(page, 'Interpolation') });
  await expect(panel).toContainText(`${a} dB`);
});

test('arrow keys stay in the map and do not scroll the page; the pointer needs no keys', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 600 });
  await openCompare(page, goHome);
  await map(page).focus();
  const top = await page.evaluate(() => scrollY);
  for (const key of ['ArrowDown', 'ArrowDown', 'End', 'PageDown', 'ArrowUp', 'Home'])
    await page.keyboard.press(key);
  await expect(said(page)).toHaveText(/^Row 13, column 1: /);
  expect(await page.evaluate(() => scrollY)).toBe(top);
  await page.keyboard.press('Tab');
  await expect(said(page)).toHaveText('Point at a patch, or go there with the arrow keys.');
  const { width } = (await map(page).boundingBox()) ?? { width: 0 };
  await map(page).hover({ position: { x: (width * 4.5) / 14, y: (width * 2.5) / 14 } });
  await expect(said(page)).toHaveText(/^Row 3, column 5: /);
});

inItsOwnTab.describe('on a phone', () => {
  inItsOwnTab.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  inItsOwnTab(
    'the sides stand next to each other, nothing sticks out, and a tap tells of a patch',
    async ({ page }) => {
      await openCompare(page);
      const [a, b] = [
        await picture(page, 'Reconstruction A').boundingBox(),
        await picture(page, 'Reconstruction B').boundingBox(),
      ];
      expect(a?.y).toBe(b?.y);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
      const { width } = (await map(page).boundingBox()) ?? { width: 0 };
      await map(page).tap({ position: { x: (width * 6.5) / 14, y: (width * 1.5) / 14 } });
      await expect(said(page)).toHaveText(/^Row 2, column 7: /);
    },
  );
});
