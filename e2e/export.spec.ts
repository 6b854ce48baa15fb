import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { expect, type JSHandle, type Page } from '@playwright/test';
import { goHome, open, patchesOf, pixels, settled, test, worstDifference } from './playground';

const GREY = 128;

const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Save or copy' });
const said = (page: Page) => dialog(page).getByRole('status');

async function saved(page: Page, name: string): Promise<{ name: string; bytes: Buffer }> {
  const coming = page.waitForEvent('download');
  await dialog(page).getByRole('button', { name }).click();
  const download = await coming;
  await expect(said(page)).toHaveText(`Saved ${download.suggestedFilename()}.`);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** The words of an SVG, in the order in which they stand in it. */
const textsOf = (svg: Buffer): string =>
  [...svg.toString().matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text).join(' ');

const rowsOf = (csv: Buffer): string[][] =>
  csv
    .toString()
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));

type Decoded = JSHandle<OffscreenCanvas>;

/** An image file as the browser decodes it. Its pixels stay there until they are asked for: there can be millions. */
const decoded = (page: Page, bytes: Buffer, type: string): Promise<Decoded> =>
  page.evaluateHandle(
    async ([base64, mime]) => {
      const file = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const image = new Image();
      image.src = URL.createObjectURL(new Blob([file], { type: mime }));
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
      context.drawImage(image, 0, 0);
      return canvas;
    },
    [bytes.toString('base64'), type] as const,
  );

const sizeOf = (image: Decoded): Promise<number[]> => image.evaluate(({ width, height }) => [width, height]);

/** Every `scale`th pixel of a square at `left`, `top`: 224 × 224 × RGBA. */
async function shrunk(image: Decoded, left = 0, top = 0, scale = 1): Promise<Buffer> {
  const text = await image.evaluate(
    (canvas, [x0, y0, step]) => {
      const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
      const side = 223 * step + 1;
      const all = new Uint32Array(context.getImageData(x0, y0, side, side).data.buffer);
      let found = '';
      for (let y = 0; y < 224; y++) {
        const row = Uint32Array.from({ length: 224 }, (_, x) => all[(y * side + x) * step]);
        found += String.fromCharCode(...new Uint8Array(row.buffer));
      }
      return btoa(found);
    },
    [left, top, scale] as const,
  );
  return Buffer.from(text, 'base64');
}

test('the three pictures as PNG at 1, 2 and 4 times are pixel for pixel those on the page', async ({
  page,
}) => {
  await goHome(page);
  const shown = [
    await pixels(page, 'Masked'),
    await pixels(page, 'Reconstruction'),
    await pixels(page, 'Original'),
  ];
  await save(page).click();
  await dialog(page).getByRole('combobox', { name: 'Picture' }).selectOption('All three, without words');
  for (const scale of [1, 2, 4]) {
    await dialog(page).getByText(`${scale} ×`, { exact: true }).click();
    await expect(dialog(page).getByText(`${672 * scale} × ${224 * scale} pixels`)).toBeVisible();
    const { name, bytes } = await saved(page, 'Save PNG');
    expect(name).toBe('mae-Coffee-cup-75-random-0.png');
    const file = await decoded(page, bytes, 'image/png');
    expect(await sizeOf(file)).toEqual([672 * scale, 224 * scale]);
    for (const [i, expected] of shown.entries()) {
      for (const corner of [0, scale - 1]) {
        const found = await shrunk(file, i * 224 * scale + corner, corner, scale);
        expect(worstDifference(found, expected)).toBe(0);
      }
    }
  }
  await dialog(page).getByRole('combobox', { name: 'Picture' }).selectOption('Original');
  await dialog(page).getByText('1 ×', { exact: true }).click();
  const alone = await decoded(page, (await saved(page, 'Save PNG')).bytes, 'image/png');
  expect(await sizeOf(alone)).toEqual([224, 224]);
  expect(worstDifference(await shrunk(alone), shown[2])).toBe(0);
});

test('a figure as SVG holds the pictures, and its words as text', async ({ page }) => {
  await goHome(page);
  const masked = await pixels(page, 'Masked');
  await save(page).click();
  const { bytes } = await saved(page, 'Save SVG');
  const { words, pictures, size } = await page.evaluate((text) => {
    const svg = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
    const list = (name: string) => [...svg.getElementsByTagName(name)];
    return {
      words: list('text').map((one) => one.textContent ?? ''),
      pictures: list('image').map((one) => one.getAttribute('href') ?? ''),
      size: [svg.getAttribute('width'), svg.getAttribute('height')].map(Number),
    };
  }, bytes.toString());
  expect(words.slice(0, 3)).toEqual(['Masked', 'Reconstruction', 'Original']);
  expect(words.join(' ')).toContain(
    'Coffee cup by Rachel Michetti (CC0 1.0), 75 % hidden, random mask, seed 0.',
  );
  expect(pictures).toHaveLength(3);
  const first = Buffer.from(pictures[0].replace('data:image/png;base64,', ''), 'base64');
  const picture = await decoded(page, first, 'image/png');
  expect(await sizeOf(picture)).toEqual([224, 224]);
  expect(worstDifference(await shrunk(picture), masked)).toBe(0);
  const drawn = await decoded(page, bytes, 'image/svg+xml');
  expect(await sizeOf(drawn)).toEqual(size.map(Math.round));
});

/** The names of all fonts that a PDF lists; one that is not inside it is named so. */
function fontsOf(pdf: string): string[] {
  const objects = new Map(
    [...pdf.matchAll(/^(\d+) 0 obj\n([\s\S]*?)^endobj/gm)].map(([, id, body]) => [id, body]),
  );
  const follow = (body: string, key: string): string => {
    const [, id] = new RegExp(`/${key} \\[?\\s*(\\d+) 0 R`).exec(body) ?? [];
    return objects.get(id) ?? '';
  };
  const listed = [...pdf.matchAll(/\/F\d+ (\d+) 0 R/g)].map(([, id]) => objects.get(id) ?? '');
  return [...new Set(listed)].map((font) => {
    const descriptor = follow(follow(font, 'DescendantFonts') || font, 'FontDescriptor');
    const [, name] = /\/BaseFont \/([\w-]+)/.exec(font) ?? [];
    const isInside = follow(descriptor, 'FontFile2').length > 1000;
    return isInside ? name.split('-')[0] : `${name}, which is not inside`;
  });
}

/** The streams of a PDF, unpacked where they are packed. */
function streams(pdf: Buffer): string[] {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/\/Filter \/FlateDecode[\s\S]*?stream\r?\n/g)].flatMap(
    ({ index, 0: { length } }) => {
      const begin = index + length;
      const end = text.indexOf('endstream', begin);
      try {
        return [inflateSync(pdf.subarray(begin, end)).toString('latin1')];
      } catch {
        return [];
      }
    },
  );
}

test('a figure of many masks as PDF is one page of pictures and words, in the fonts it brings', async ({
  page,
}) => {
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!/^(blob:)?http:\/\/localhost/.test(request.url())) elsewhere.push(request.url());
  });
  await open(page);
  await page.getByRole('tab', { name: 'Figure' }).click();
  await page.getByRole('radio', { name: 'Masks' }).check({ force: true });
  await expect(page.getByText('8 reconstructions', { exact: true })).toBeVisible();
  await save(page).click();
  const { name, bytes } = await saved(page, 'Save PDF');
  expect(name).toBe('mae-masks.pdf');
  const text = bytes.toString('latin1');
  expect(text).toMatch(/^%PDF-1\.\d/);
  expect(text.trimEnd()).toMatch(/%%EOF$/);
  expect(text.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
  expect(text.match(/\/Subtype \/Image[\s\S]*?\/Width 448/g)).toHaveLength(15);
  expect(fontsOf(text)).toEqual(['Inter', 'Inter']);
  const [, width] = text.match(/\/MediaBox \[0 0 ([\d.]+)/) ?? [];
  expect(Number(width)).toBeCloseTo(464, -1);
  // Words are set line by line, and as glyphs of the font that is inside.
  const page1 = streams(bytes).find((stream) => / Tj/.test(stream)) ?? '';
  expect(page1.match(/<[0-9a-f]+> Tj/g)?.length).toBeGreaterThan(20);
  expect(elsewhere).toEqual([]);
});

test('a comparison is saved as a figure, with what A and B are', async ({ page }) => {
  await open(page);
  await page.getByRole('tab', { name: 'Two at once' }).click();
  await expect(page.locator('[aria-label="Two at once"][aria-busy="false"]')).toBeVisible();
  await save(page).click();
  const { bytes } = await saved(page, 'Save SVG');
  expect(bytes.toString()).toContain('>B: MAE-Tiny (built in), random mask, seed 1, 75 %</text>');
  // Six pictures, the bar of the colours, and what is hatched.
  expect(bytes.toString().match(/<image /g)).toHaveLength(8);
  expect(textsOf(bytes)).toContain('−10 dB, A better 0 dB +10 dB, B better not hidden in both');

  const rows = rowsOf((await saved(page, 'Save CSV')).bytes);
  expect(rows[0]).toEqual(['row', 'column', 'hidden_in_both', 'mse_a', 'mse_b', 'psnr_b_minus_a_db']);
  const compared = rows.slice(1).filter(([, , hidden]) => hidden === '1');
  await page.keyboard.press('Escape');
  await expect(page.getByText(`${compared.length} patches compared`)).toBeVisible();
  for (const [, , , a, b, difference] of compared)
    expect(10 * Math.log10(Number(a) / Number(b))).toBeCloseTo(Number(difference), 2);
  for (const [, , hidden, ...numbers] of rows.slice(1))
    if (hidden === '0') expect(numbers).toEqual(['', '', '']);
});

test('the picture goes to the clipboard, and a refusal is a sentence', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  const shown = await pixels(page, 'Reconstruction');
  await save(page).click();
  await dialog(page).getByRole('combobox', { name: 'Picture' }).selectOption('Reconstruction');
  await dialog(page).getByText('1 ×', { exact: true }).click();
  await dialog(page).getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(said(page)).toHaveText('Copied.');
  const base64 = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const bytes = new Uint8Array(await (await item.getType('image/png')).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  });
  const copied = await decoded(page, Buffer.from(base64, 'base64'), 'image/png');
  expect(await sizeOf(copied)).toEqual([224, 224]);
  expect(worstDifference(await shrunk(copied), shown)).toBe(0);
  await page.evaluate(() => {
    navigator.clipboard.write = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await dialog(page).getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(said(page)).toHaveText(
    'The browser does not allow copying pictures here. Save the PNG instead.',
  );
});

test('the mask goes to a notebook, by keyboard alone', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await goHome(page);
  const hidden = patchesOf(await pixels(page, 'Masked')).map((patch) =>
    Number(patch.every((value) => value === GREY)),
  );
  await save(page).press('Enter');
  await page.getByText('The mask, for a notebook').press('Enter');
  await expect(page.getByRole('region', { name: 'Python' })).toContainText('torch.manual_seed(0)');
  await page.getByRole('button', { name: 'Copy Python' }).press('Enter');
  await expect(said(page)).toHaveText('Copied.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('noise = torch.rand(1, 196)');
  const { bytes } = await saved(page, 'Save JSON');
  const mask = JSON.parse(bytes.toString());
  expect(mask).toMatchObject({ strategy: 'random', seed: 0, mask_ratio: 0.75, grid: 14, patch_size: 16 });
  expect(mask.mask.flat()).toEqual(hidden);
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await expect(save(page)).toBeFocused();
});

test('a name that no file may have is made one, and is written as it is', async ({ page }) => {
  await goHome(page);
  const buffer = readFileSync(new URL('fixtures/photo.png', import.meta.url));
  await page
    .getByLabel('Choose a photograph')
    .setInputFiles({ name: 'a<b> & "c" 猫.png', mimeType: 'image/png', buffer });
  await expect(page.getByText('which stays on this machine')).toBeVisible();
  await settled(page);
  await save(page).click();
  const svg = await saved(page, 'Save SVG');
  expect(svg.name).toBe('mae-a_b_-&-_c_-猫.png-75-random-0.svg');
  expect(svg.bytes.toString()).toContain('a&lt;b&gt; &amp; &quot;c&quot; 猫.png');
  await saved(page, 'Save PDF');
});

test('what is shown in Errors is what is saved: the map with what its colours mean, and every number of it', async ({
  page,
}) => {
  await goHome(page);
  await page.getByRole('radio', { name: 'Errors' }).check({ force: true });
  const [drawn, truth] = [await pixels(page, 'Reconstruction'), await pixels(page, 'Original')].map((bytes) =>
    patchesOf(bytes),
  );
  await save(page).click();
  const { name, bytes } = await saved(page, 'Save SVG');
  expect(name).toBe('mae-Coffee-cup-75-random-0-errors.svg');
  const words = textsOf(bytes);
  expect(words).toMatch(/^Reconstruction Error of each patch Original/);
  expect(words).toContain('10 dB, far off 25 dB 40 dB, close visible, so without a loss');
  expect(words).toContain('Coffee cup by Rachel Michetti (CC0 1.0), 75 % hidden, random mask, seed 0.');
  await saved(page, 'Save PDF');

  const rows = rowsOf((await saved(page, 'Save CSV')).bytes);
  expect(rows[0]).toEqual(['row', 'column', 'hidden', 'mse', 'psnr_db']);
  expect(rows).toHaveLength(1 + 196);
  let hidden = 0;
  for (const [i, [row, column, isHidden, mse]] of rows.slice(1).entries()) {
    expect([Number(row), Number(column)]).toEqual([Math.floor(i / 14) + 1, (i % 14) + 1]);
    hidden += Number(isHidden);
    const errors = drawn[i].map((value, at) => ((value - truth[i][at]) / 255) ** 2);
    expect(Number(mse)).toBeCloseTo(errors.reduce((sum, error) => sum + error) / errors.length, 5);
  }
  expect(hidden).toBe(147);

  await dialog(page).getByRole('combobox', { name: 'Picture' }).selectOption('Error of each patch');
  await dialog(page).getByText('1 ×', { exact: true }).click();
  const map = await decoded(page, (await saved(page, 'Save PNG')).bytes, 'image/png');
  // One colour where a patch is hidden, a hatched one where it is not.
  const patches = patchesOf(await shrunk(map));
  for (const [i, [, , isHidden]] of rows.slice(1).entries()) {
    const colours = new Set(
      Array.from({ length: 256 }, (_, at) => patches[i].slice(at * 3, at * 3 + 3).join()),
    );
    expect(colours.size === 1).toBe(isHidden === '1');
  }
});

test('the steps and the wiped pictures are saved as they are shown', async ({ page }) => {
  await goHome(page);
  await page.getByRole('radio', { name: 'Steps' }).check({ force: true });
  await save(page).click();
  const steps = (await saved(page, 'Save SVG')).bytes;
  expect(textsOf(steps)).toMatch(/^Hide Encode Fill up Decode Compare/);
  expect(steps.toString().match(/<image /g)).toHaveLength(5);
  await page.keyboard.press('Escape');

  await page.getByRole('radio', { name: 'Wipe' }).check({ force: true });
  await page.getByLabel('Left of the divider').selectOption('Masked');
  await save(page).click();
  const wiped = (await saved(page, 'Save SVG')).bytes;
  expect(textsOf(wiped)).toMatch(/^Masked Wiped Original/);
  const [left, both, right] = await Promise.all(
    [...wiped.toString().matchAll(/href="data:image\/png;base64,([^"]+)"/g)].map(async ([, base64]) =>
      shrunk(await decoded(page, Buffer.from(base64, 'base64'), 'image/png')),
    ),
  );
  const half = (bytes: Buffer, from: number, to: number): string =>
    Array.from({ length: 224 }, (_, y) =>
      bytes.toString('latin1', (y * 224 + from) * 4, (y * 224 + to) * 4),
    ).join();
  expect(half(both, 0, 112)).toBe(half(left, 0, 112));
  expect(half(both, 113, 224)).toBe(half(right, 113, 224));
});

test('a caption can be left out, in every format and for the rest of the visit', async ({ page }) => {
  await open(page);
  await save(page).click();
  await dialog(page).getByRole('switch', { name: 'Caption' }).click();
  const words = textsOf((await saved(page, 'Save SVG')).bytes);
  expect(words).toContain('Masked Reconstruction Original 49 of 196 patches visible');
  expect(words).not.toContain('Rachel Michetti');
  const height = async (): Promise<number> => {
    const shape = await dialog(page)
      .getByText(/^\d+ × \d+ pixels$/)
      .textContent();
    return Number(shape?.split(' ')[2]);
  };
  const without = await height();
  const pdf = (await saved(page, 'Save PDF')).bytes.toString('latin1');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Two at once' }).click();
  await expect(page.locator('[aria-label="Two at once"][aria-busy="false"]')).toBeVisible();
  await save(page).click();
  await expect(dialog(page).getByRole('switch', { name: 'Caption' })).not.toBeChecked();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'One picture' }).click();
  await save(page).click();
  await dialog(page).getByRole('switch', { name: 'Caption' }).click();
  await expect.poll(height).toBeGreaterThan(without);
  const captioned = (await saved(page, 'Save PDF')).bytes.toString('latin1');
  const heightOf = (text: string): number => Number(/\/MediaBox \[0 0 [\d.]+ ([\d.]+)/.exec(text)?.[1]);
  expect(heightOf(captioned)).toBeGreaterThan(heightOf(pdf));
});
