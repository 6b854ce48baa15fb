/** Bringing a photograph of one's own, and what happens when it is not one. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { DISPLAY_P3, png, withOrientation } from './files';
import {
  choosePhotograph,
  drop,
  fixture,
  goHome,
  measure,
  open,
  pixels,
  settled,
  test,
  worstDifference,
} from './playground';

const flat = (name: string, rgb: [number, number, number]) =>
  png(name, 32, 32, 'rgb', 8, () => Buffer.concat(Array.from({ length: 32 }, () => Buffer.from(rgb))));

const pixelAt = async (page: Page, x: number, y: number): Promise<number[]> => {
  const at = (y * 224 + x) * 4;
  return [...(await pixels(page, 'Original')).subarray(at, at + 3)];
};

async function alertSays(page: Page, words: string | RegExp): Promise<void> {
  await expect(page.getByRole('alert')).toContainText(words);
}

test('I choose a file, and it is reconstructed', async ({ page }) => {
  await goHome(page);
  await choosePhotograph(page, flat('orange.png', [230, 120, 20]));
  await expect(page.getByText('orange.png, which stays on this machine')).toBeVisible();
  await settled(page);
  expect(await pixelAt(page, 100, 100)).toEqual([230, 120, 20]);
});

test('I drop a file anywhere on the page', async ({ page }) => {
  await goHome(page);
  await drop(page, [fixture('photo.png')]);
  await expect(page.getByText('photo.png, which stays on this machine')).toBeVisible();
  await settled(page);
});

test('I paste a picture from the clipboard', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await goHome(page);
  await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 40;
    const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
    pen.fillStyle = 'rgb(10, 200, 90)';
    pen.fillRect(0, 0, 40, 40);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob as Blob })]);
  });
  await page.keyboard.press('Control+V');
  await expect.poll(() => pixelAt(page, 5, 5)).toEqual([10, 200, 90]);
  await settled(page);
});

test('I choose one of the page’s own photographs and see whose it is', async ({ page }) => {
  await goHome(page);
  await page.getByRole('button', { name: 'Mountains' }).click();
  await expect(page.getByRole('button', { name: 'Mountains' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText('Picos de Europa, Aitzol Berasategi, CC BY 4.0')).toBeVisible();
  await settled(page);
});

test('choosing the same file twice works twice', async ({ page }) => {
  await goHome(page);
  await choosePhotograph(page, flat('same.png', [1, 2, 3]));
  await expect.poll(() => pixelAt(page, 0, 0)).toEqual([1, 2, 3]);
  await page.getByRole('button', { name: 'The face of a cat' }).click();
  await expect.poll(() => pixelAt(page, 0, 0)).not.toEqual([1, 2, 3]);
  await choosePhotograph(page, flat('same.png', [1, 2, 3]));
  await expect.poll(() => pixelAt(page, 0, 0)).toEqual([1, 2, 3]);
});

const mine = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Your own photographs' }).getByRole('button', { name });

test('my own photographs stay beside the page’s own, and the way back leads to each of them', async ({
  page,
}) => {
  await goHome(page);
  await choosePhotograph(page, flat('red.png', [200, 0, 0]));
  await expect.poll(() => pixelAt(page, 0, 0)).toEqual([200, 0, 0]);
  await settled(page);
  await expect.poll(() => page.url()).toContain('image=own');
  const red = page.url();
  await choosePhotograph(page, flat('blue.png', [0, 0, 200]));
  await expect.poll(() => pixelAt(page, 0, 0)).toEqual([0, 0, 200]);
  await expect.poll(() => page.url()).not.toBe(red);
  await page.getByRole('button', { name: 'The face of a cat' }).click();
  await expect(page.getByText('Chelsea the cat, Stéfan van der Walt')).toBeVisible();
  await expect.poll(() => page.url()).toContain('image=cat');

  await page.goBack();
  await expect.poll(() => pixelAt(page, 0, 0)).toEqual([0, 0, 200]);
  await expect(mine(page, 'blue.png')).toHaveAttribute('aria-pressed', 'true');
  await page.goBack();
  await expect.poll(() => pixelAt(page, 0, 0)).toEqual([200, 0, 0]);
  await mine(page, 'blue.png').focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => pixelAt(page, 0, 0)).toEqual([0, 0, 200]);
  await settled(page);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('I remove my photographs from the page again', async ({ page }) => {
  await open(page);
  await choosePhotograph(page, flat('red.png', [200, 0, 0]));
  await expect(mine(page, 'red.png')).toHaveAttribute('aria-pressed', 'true');
  await choosePhotograph(page, flat('blue.png', [0, 0, 200]));
  await expect(mine(page, 'blue.png')).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Remove blue.png' }).click();
  await expect(mine(page, 'blue.png')).toHaveCount(0);
  await expect.poll(() => pixelAt(page, 0, 0)).toEqual([200, 0, 0]);
  await page.getByRole('button', { name: 'Remove red.png' }).press('Enter');
  await expect(page.getByRole('region', { name: 'Your own photographs' })).toHaveCount(0);
  await expect(page.getByLabel('Choose a photograph')).toBeFocused();
  await expect(page.getByText('Coffee cup, Rachel Michetti')).toBeVisible();
  await settled(page);
});

test('a photograph taken with the camera on its side stands upright', async ({ page }) => {
  await goHome(page);
  const jpeg = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 64;
    canvas.height = 48;
    const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, 32, 48);
    return canvas.toDataURL('image/jpeg', 1).split(',')[1];
  });
  // Orientation 6: what the sensor saw on its left is the top of the scene.
  const buffer = withOrientation(Buffer.from(jpeg, 'base64'), 6);
  await choosePhotograph(page, { name: 'sideways.jpg', mimeType: 'image/jpeg', buffer });
  await expect.poll(() => pixelAt(page, 112, 20)).toEqual([255, 255, 255]);
  expect(await pixelAt(page, 112, 200)).toEqual([0, 0, 0]);
});

test('what is transparent is white', async ({ page }) => {
  await goHome(page);
  const clear = png('clear.png', 30, 30, 'rgba', 8, () => Buffer.alloc(120));
  await choosePhotograph(page, clear);
  await expect.poll(() => pixelAt(page, 112, 112)).toEqual([255, 255, 255]);
});

test('sixteen bits a channel are read', async ({ page }) => {
  await goHome(page);
  const row = Buffer.alloc(30 * 6);
  for (let x = 0; x < 30; x++) row.writeUInt16BE(0x8080, x * 6);
  await choosePhotograph(
    page,
    png('deep.png', 30, 30, 'rgb', 16, () => row),
  );
  await expect.poll(() => pixelAt(page, 112, 112)).toEqual([128, 0, 0]);
});

test('a photograph in a wide gamut is shown in the colours it has', async ({ page }) => {
  await goHome(page);
  // The red that is (255, 0, 0) in sRGB is (234, 51, 35) in Display P3.
  const row = Buffer.concat(Array.from({ length: 30 }, () => Buffer.of(234, 51, 35)));
  await choosePhotograph(
    page,
    png('wide.png', 30, 30, 'rgb', 8, () => row, [DISPLAY_P3]),
  );
  await expect.poll(async () => (await pixelAt(page, 112, 112))[0]).toBeGreaterThan(250);
  expect((await pixelAt(page, 112, 112))[1]).toBeLessThan(8);
});

test('a photograph of a hundred megapixels opens', async ({ page }) => {
  await goHome(page);
  const [black, white] = [Buffer.alloc(1250), Buffer.alloc(1250, 0xff)];
  const huge = png('huge.png', 10_000, 10_000, 'grey', 1, (y) => (y < 5000 ? black : white));
  await choosePhotograph(page, huge);
  await expect.poll(() => pixelAt(page, 112, 20)).toEqual([0, 0, 0]);
  expect(await pixelAt(page, 112, 200)).toEqual([255, 255, 255]);
  await settled(page);
});

const bad = [
  {
    what: 'a file that is no picture',
    bring: (page: Page) =>
      choosePhotograph(page, { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('notes') }),
    says: '“notes.txt” is not a picture this browser can read',
  },
  {
    what: 'a picture that is cut short',
    bring: (page: Page) =>
      choosePhotograph(page, {
        name: 'cut.png',
        mimeType: 'image/png',
        buffer: flat('', [0, 0, 0]).buffer.subarray(0, 40),
      }),
    says: '“cut.png” is a PNG picture that cannot be read: it may be damaged or cut short',
  },
  {
    what: 'an empty file',
    bring: (page: Page) =>
      choosePhotograph(page, { name: 'empty.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) }),
    says: '“empty.jpg” is empty',
  },
  {
    what: 'a folder',
    bring: (page: Page) => drop(page, [fixture('')]),
    says: 'That is a folder',
  },
  {
    what: 'a drop without any file',
    bring: (page: Page) => drop(page, []),
    says: 'Nothing that was dropped is a file',
  },
];

for (const { what, bring, says } of bad) {
  test(`${what} gets a sentence, and everything stays`, async ({ page }) => {
    await goHome(page);
    await page.getByRole('slider', { name: 'Mask ratio' }).fill('60');
    await page.getByRole('button', { name: 'New mask' }).click();
    await settled(page);
    const before = await pixels(page, 'Reconstruction');
    const loss = await measure(page, 'Loss').textContent();
    await bring(page);
    await alertSays(page, says);
    expect(worstDifference(await pixels(page, 'Reconstruction'), before)).toBe(0);
    await expect(measure(page, 'Loss')).toHaveText(loss ?? '');
    await expect(page.getByRole('spinbutton', { name: 'Seed' })).toHaveValue('1');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
}

test('a photograph that was moved after I chose it is not called broken', async ({ page }) => {
  await goHome(page);
  const before = await pixels(page, 'Original');
  const folder = mkdtempSync(join(tmpdir(), 'photographs-'));
  const path = join(folder, 'holiday.png');
  writeFileSync(path, flat('', [9, 9, 9]).buffer);
  // The page hears of the choice only when the file is gone.
  const held = await page.evaluateHandle(() => {
    const holder: { input?: EventTarget | null } = {};
    const hold = (event: Event): void => {
      event.stopImmediatePropagation();
      holder.input = event.target;
    };
    addEventListener('change', hold, { capture: true, once: true });
    return holder;
  });
  await choosePhotograph(page, path);
  rmSync(folder, { recursive: true });
  await held.evaluate(({ input }) => input?.dispatchEvent(new Event('change', { bubbles: true })));
  await alertSays(page, '“holiday.png” can no longer be read: it was moved, changed or deleted');
  expect(worstDifference(await pixels(page, 'Original'), before)).toBe(0);
});
