/** Recognising pictures by what the encoder makes of them, as somebody does who wonders what it is all for. */
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { png } from './files';
import { open, settled, slider, test } from './playground';

const view = (page: Page) => page.getByRole('region', { name: 'Recognise' });
/** It is shown to be at work from the first moment on. */
const learned = async (page: Page): Promise<void> => {
  await expect(view(page)).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
};
const pile = (page: Page, name: string) => view(page).getByRole('region', { name, exact: true });

async function openRecognise(page: Page): Promise<void> {
  await open(page);
  await page.getByRole('tab', { name: 'Recognise' }).click();
  await expect(view(page)).toBeVisible();
}

/** In percent, of a row of the table: by the nearest five, and by the linear probe. */
async function shares(page: Page, row: string): Promise<number[]> {
  const cells = view(page).getByRole('row', { name: row }).getByRole('cell');
  return (await cells.allInnerTexts()).map((text) => Number.parseInt(text, 10));
}

async function saved(page: Page, button: string): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  return (await download).path();
}

async function savedNumbers(page: Page): Promise<string> {
  await view(page).getByRole('button', { name: 'Save', exact: true }).click();
  const text = readFileSync(await saved(page, 'Save CSV'), 'utf8');
  await page.keyboard.press('Escape');
  return text;
}

/** Pictures of stripes, each of other ones: across, or from top to bottom. */
const stripes = (name: string, width: number, isAcross: boolean) =>
  png(`${name}.png`, 64, 64, 'grey', 8, (y) =>
    Buffer.from(
      Array.from({ length: 64 }, (_, x) => (Math.floor((isAcross ? y : x) / width) % 2 ? 230 : 20)),
    ),
  );

async function addStripes(page: Page): Promise<void> {
  for (const [i, isAcross] of [true, false].entries()) {
    const files = [4, 6, 8, 11].map((width) =>
      stripes(`${isAcross ? 'across' : 'down'}${width}`, width, isAcross),
    );
    await pile(page, `Class ${i + 1}`)
      .getByLabel('Add pictures')
      .setInputFiles(files);
    await learned(page);
  }
}

test('without colours the encoder still tells parts of photographs apart, and pixels do not', async ({
  page,
}) => {
  await page.goto('./#mode=recognise&classes=example&colours=none');
  await page.reload();
  await settled(page);
  await expect(view(page)).toBeVisible();
  await learned(page);
  await expect(
    view(page).getByRole('table', { name: 'Recognised by the others, 48 pictures' }),
  ).toBeVisible();
  const [[, encoder], [, pixels], [, colours]] = [
    await shares(page, 'What the encoder makes of it'),
    await shares(page, 'Its pixels'),
    await shares(page, 'Its colours alone'),
  ];
  expect(encoder).toBeGreaterThan(90);
  expect(colours).toBeLessThan(75);
  expect(pixels).toBeLessThan(50);
  await expect(view(page).getByRole('switch', { name: 'Without colours' })).toBeChecked();
  await pile(page, 'Stream').getByRole('button', { name: 'Remove class' }).click();
  await learned(page);
  await expect(page).not.toHaveURL(/classes=/);
});

test('two classes of my own are learned, and the page’s picture is taken for one of them', async ({
  page,
}) => {
  await openRecognise(page);
  await addStripes(page);
  await expect(pile(page, 'Class 1')).toContainText('4 pictures');
  expect(await shares(page, 'What the encoder makes of it')).toEqual([100, 100]);
  await page.getByRole('textbox', { name: 'Name of class 1' }).fill('Across');
  const present = view(page).getByRole('region', { name: 'The page’s picture' });
  await expect(present.getByRole('row', { name: 'Across' })).toBeVisible();
  const nearest = () => present.getByRole('listitem').first().innerText();
  const before = await nearest();
  await page.getByLabel('Choose a photograph').setInputFiles(stripes('new', 5, true));
  await settled(page);
  await learned(page);
  await expect(present.getByRole('listitem').first()).toContainText('Across');
  expect(await nearest()).not.toBe(before);
});

test('what only the visible patches say changes with the mask', async ({ page }) => {
  await openRecognise(page);
  await addStripes(page);
  const chances = () =>
    view(page).getByRole('region', { name: 'The page’s picture' }).getByRole('table').innerText();
  const whole = await chances();
  await view(page).getByRole('switch', { name: 'Only the visible patches' }).check();
  await learned(page);
  const masked = await chances();
  expect(masked).not.toBe(whole);
  await slider(page).fill('95');
  await settled(page);
  await learned(page);
  expect(await chances()).not.toBe(masked);
});

test('classes that I save and open again are the same to the last digit', async ({ page }) => {
  await openRecognise(page);
  await addStripes(page);
  const numbers = await savedNumbers(page);
  const features = readFileSync(await saved(page, 'Save the features (.npy)'));
  expect(numbers.split('\r\n')[0]).toContain('encoder linear');
  const archive = readFileSync(await saved(page, 'Save classes (.zip)'));
  await view(page).getByRole('button', { name: 'Clear' }).click();
  await expect(view(page).getByRole('table')).toHaveCount(0);
  await page
    .getByLabel('Open classes (.zip)')
    .setInputFiles({ name: 'mae-classes.zip', mimeType: 'application/zip', buffer: archive });
  await learned(page);
  await expect(pile(page, 'Class 2')).toContainText('4 pictures');
  const withoutNames = (text: string) => text.replaceAll(/^[^,]*,/gm, '');
  const again = await savedNumbers(page);
  expect(withoutNames(again)).toBe(withoutNames(numbers));
  expect(readFileSync(await saved(page, 'Save the features (.npy)')).equals(features)).toBe(true);
});

test('by keyboard alone I take pictures out, and the focus stays where I am', async ({ page }) => {
  await openRecognise(page);
  await addStripes(page);
  const first = pile(page, 'Class 1');
  await first.getByRole('button', { name: 'Remove pictures' }).focus();
  await page.keyboard.press('Enter');
  await first.getByRole('button', { name: 'Remove across4.png' }).focus();
  await page.keyboard.press('Enter');
  await expect(first.getByRole('button', { name: 'Remove across6.png' })).toBeFocused();
  await expect(first).toContainText('3 pictures');
  await learned(page);
  await expect(view(page).getByRole('table', { name: 'Recognised by the others, 7 pictures' })).toBeVisible();
});

test('what is no archive and what is no picture gets a sentence, and nothing is lost', async ({ page }) => {
  await openRecognise(page);
  await addStripes(page);
  const text = { name: 'notes.zip', mimeType: 'application/zip', buffer: Buffer.from('no archive') };
  await page.getByLabel('Open classes (.zip)').setInputFiles(text);
  await expect(page.getByRole('alert')).toContainText('notes.zip is no archive of pictures');
  const broken = { name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('no picture at all') };
  await pile(page, 'Class 1')
    .getByLabel('Add pictures')
    .setInputFiles([broken, stripes('more', 7, true)]);
  await learned(page);
  await expect(page.getByRole('alert')).toContainText('broken.png');
  await expect(pile(page, 'Class 1')).toContainText('5 pictures');
});

test('the page’s picture, from wherever it is, can be put into a class', async ({ page }) => {
  await openRecognise(page);
  await pile(page, 'Class 1').getByRole('button', { name: 'Add the page’s picture' }).click();
  await expect(pile(page, 'Class 1')).toContainText('1 picture');
  await expect(pile(page, 'Class 1')).toContainText('One more at least');
  await pile(page, 'Class 1').getByRole('button', { name: 'Remove class' }).click();
  await expect(view(page).getByRole('textbox')).toHaveCount(2);
});
