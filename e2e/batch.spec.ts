/** Many files: what comes in, what comes out, and what happens on the way. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Locator, type Page } from '@playwright/test';
import model from '../models/mae-tiny/model.json' with { type: 'json' };
import reference from './fixtures/reference.json' with { type: 'json' };
import {
  choosePhotograph,
  drop,
  fixture,
  fixturePixels,
  open,
  picture,
  setRatio,
  settled,
  slider,
  test,
  worstDifference,
} from './playground';
import { unzip } from './zip';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const sample = (id: string): string => new URL(`../public/samples/${id}.jpg`, import.meta.url).pathname;
const SAMPLES = ['cat', 'coffee', 'dogs', 'drum', 'fig', 'rocket', 'stream'];

async function openMany(page: Page): Promise<void> {
  await open(page);
  await page.getByRole('tab', { name: 'Many files' }).click();
}

const button = (page: Page, name: string): Locator => page.getByRole('button', { name });

/** Of a column; its first button sorts by it. */
const head = (page: Page, name: string): Locator => page.getByRole('columnheader', { name });
const sort = (page: Page, name: string): Promise<void> =>
  head(page, name).getByRole('button').first().click();

/** The rows of single files, and the line of the mean. */
const rows = (page: Page): Locator => page.getByRole('row').filter({ has: page.getByRole('img') });
const mean = (page: Page): Locator => page.getByRole('row', { name: /^Mean/ });

const finished = (page: Page, outcome: string): Promise<void> =>
  expect(page.getByText(outcome, { exact: true })).toBeVisible();

const chooseFiles = (page: Page, paths: string[]): Promise<void> =>
  page.getByLabel('Choose files').setInputFiles(paths);

/** The column as numbers, as it stands. */
const column = async (page: Page, index: number): Promise<number[]> =>
  Promise.all(
    (await rows(page).all()).map(async (row) => Number(await row.getByRole('cell').nth(index).textContent())),
  );

async function saved(page: Page, name: string): Promise<Buffer> {
  const coming = page.waitForEvent('download');
  await button(page, name).click();
  return readFileSync(await (await coming).path());
}

/** The lines of a table without quotes, as records. */
function records(csv: string): Record<string, string>[] {
  const [header, ...lines] = csv.trimEnd().split('\r\n');
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, i) => [names[i], value])));
}

/** One of the three pictures in a triplet, decoded by the browser: 224 × 224 × RGBA. */
async function third(page: Page, triplet: Buffer, place: 0 | 1 | 2): Promise<Buffer> {
  const pixels = await page.evaluate(
    async ([base64, left]) => {
      const file = Uint8Array.from(atob(base64 as string), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([file], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(224, 224);
      const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
      context.drawImage(bitmap, -left, 0);
      const { data } = context.getImageData(0, 0, 224, 224);
      let text = '';
      for (let at = 0; at < data.length; at += 896)
        text += String.fromCharCode(...data.subarray(at, at + 896));
      return btoa(text);
    },
    [triplet.toString('base64'), place * 224] as const,
  );
  return Buffer.from(pixels, 'base64');
}

/** A folder as people have them: a photograph PyTorch has reconstructed too, one in a folder, and what is no photograph. */
function folder(path: string): string {
  mkdirSync(`${path}/day 2`, { recursive: true });
  copyFileSync(fixture('photo.png'), `${path}/photo.png`);
  copyFileSync(sample('cat'), `${path}/day 2/=cat.jpg`);
  copyFileSync(sample('rocket'), `${path}/photo.jpg`);
  writeFileSync(`${path}/broken.jpg`, 'not a picture');
  writeFileSync(`${path}/notes.txt`, 'not a picture either');
  copyFileSync(sample('cat'), `${path}/.hidden.jpg`);
  return path;
}

test('I drop a folder and get its pictures, their numbers, and PyTorch would have got the same', async ({
  page,
}, info) => {
  await openMany(page);
  await drop(page, [folder(info.outputPath('trip'))]);
  await finished(page, '3 photographs reconstructed, 1 file could not be read');
  await expect(page.getByText('trip/broken.jpg “broken.jpg” is not a picture')).toBeVisible();
  await expect(page.getByText('Left out: 2 files that are hidden or no picture.')).toBeVisible();
  await expect(rows(page).getByRole('rowheader')).toHaveText([
    'trip/day 2/=cat.jpg',
    'trip/photo.jpg',
    'trip/photo.png',
  ]);

  await test.step('the table is sorted by what I ask for, and the mean is the mean', async () => {
    const losses = await column(page, 0);
    for (const [order, sign] of [
      ['ascending', 1],
      ['descending', -1],
    ] as const) {
      await sort(page, 'Loss');
      await expect(head(page, 'Loss')).toHaveAttribute('aria-sort', order);
      expect(await column(page, 0)).toEqual(losses.toSorted((a, b) => sign * (a - b)));
    }
    const average = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    expect(Number(await mean(page).getByRole('cell').first().textContent())).toBeCloseTo(average, 3);
    // To ask what a column is does not sort by it.
    await button(page, 'What is it: Loss').click();
    await expect(page.getByRole('note', { name: 'Loss' })).toContainText('on hidden patches only');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('note')).toHaveCount(0);
    await expect(head(page, 'Loss')).toHaveAttribute('aria-sort', 'descending');
  });

  const csv = (await saved(page, 'Save the table as CSV')).toString();
  const [expected] = reference.pictures;
  await test.step('the saved table holds numbers and settings', () => {
    const [cat, rocket, photo] = records(csv);
    expect(cat.file).toBe('trip/day 2/=cat.jpg');
    expect(rocket).toMatchObject({ file: 'trip/photo.jpg', width_px: '427', height_px: '427' });
    expect(photo).toMatchObject({
      model: 'mae-tiny',
      strategy: 'random',
      mask_ratio: '0.75',
      visible_patches: '49',
      seed: '0',
      visible_pasted: 'false',
    });
    expect(Number(photo.loss)).toBeCloseTo(expected.loss, 3);
    expect(Number(photo.psnr_db)).toBeCloseTo(expected.psnr, 1);
  });

  await test.step('the archive holds the triplets, the same table, and what is needed to make them again', async () => {
    const files = unzip(await saved(page, 'Save all as zip'));
    expect([...files.keys()]).toEqual([
      'triplets/trip/day 2/=cat.png',
      'triplets/trip/photo.png',
      'triplets/trip/photo (2).png',
      'metrics.csv',
      'settings.json',
    ]);
    expect(files.get('metrics.csv')?.toString()).toBe(csv);
    const triplet = files.get('triplets/trip/photo (2).png') as Buffer;
    expect([triplet.readUInt32BE(16), triplet.readUInt32BE(20)]).toEqual([672, 224]);
    const pictures = ['masked-seed0-ratio75.png', 'reconstruction-seed0-ratio75.png', 'photo.png'];
    for (const [place, name] of pictures.entries()) {
      const drawn = await third(page, triplet, place as 0 | 1 | 2);
      expect(worstDifference(drawn, await fixturePixels(page, name))).toBeLessThanOrEqual(2);
    }
    const settings = JSON.parse(files.get('settings.json')?.toString() ?? '');
    expect(settings.model.sha256.weights).toBe(model.files.weights.sha256);
    expect(settings.unreadable).toHaveLength(1);
    const bits = [...settings.files[2].mask].flatMap((digit) => [
      ...Number.parseInt(digit, 16).toString(2).padStart(4, '0'),
    ]);
    const masked = await fixturePixels(page, 'masked-seed0-ratio75.png');
    bits.forEach((bit, patch) => {
      const at = (Math.floor(patch / 14) * 16 * 224 + (patch % 14) * 16) * 4;
      if (bit === '1') expect([...masked.subarray(at, at + 3)]).toEqual([128, 128, 128]);
    });
    expect(bits.filter((bit) => bit === '1')).toHaveLength(147);
  });
});

test('I cancel, keep what is done, go on, add more, and begin anew', async ({ page }) => {
  await openMany(page);
  await chooseFiles(page, SAMPLES.map(sample));
  await expect(rows(page)).not.toHaveCount(0);
  await button(page, 'Cancel').click();
  const kept = await rows(page).count();
  await expect(page.getByText(`Stopped after ${kept} of 7 files`)).toBeVisible();
  await expect(button(page, 'Go on')).toBeFocused();
  await button(page, 'Go on').click();
  await finished(page, '7 photographs reconstructed');
  await expect(page.locator('[aria-live="polite"]', { hasText: 'Finished' })).toHaveCount(1);
  // The same file again is another line, not a mistake.
  await page.getByLabel('Add files').setInputFiles([sample('cat')]);
  await finished(page, '8 photographs reconstructed');
  await expect(rows(page).filter({ hasText: 'cat.jpg' })).toHaveCount(2);
  await button(page, 'Clear').click();
  await expect(page.getByText('Drop photographs and folders here')).toBeVisible();
  await expect(page.getByLabel('Choose files')).toBeFocused();
});

test('a job keeps its settings and outlives a reload of the model; the new settings are one click away', async ({
  page,
}) => {
  await openMany(page);
  await page.getByRole('switch', { name: 'A new mask for each file' }).check();
  await chooseFiles(page, SAMPLES.map(sample));
  await expect(rows(page)).not.toHaveCount(0);
  await setRatio(page, 90);
  await page.getByRole('combobox', { name: 'Backend' }).selectOption('WebAssembly');
  await expect(page.getByText('this job keeps its own')).toBeVisible();
  await finished(page, '7 photographs reconstructed');
  const before = records((await saved(page, 'Save the table as CSV')).toString());
  expect(before.map(({ visible_patches }) => visible_patches)).toEqual(Array(7).fill('49'));
  expect(before.map(({ seed }) => seed)).toEqual(['0', '1', '2', '3', '4', '5', '6']);

  await page.getByRole('switch', { name: 'Paste visible patches' }).check();
  await button(page, 'Run all again with the new settings').click();
  await expect(page.getByText('90 % of 196 patches hidden, seeds from 0 on')).toBeVisible();
  await finished(page, '7 photographs reconstructed');
  await expect(page.getByText('this job keeps its own')).toHaveCount(0);
  const after = records((await saved(page, 'Save the table as CSV')).toString());
  expect(new Set(after.map(({ visible_patches }) => visible_patches))).toEqual(new Set(['19']));
  expect(new Set(after.map(({ visible_pasted }) => visible_pasted))).toEqual(new Set(['true']));
});

test('with interpolation too, every file has its number, in the table, in the file, and as the Interpolation tab has it', async ({
  page,
}) => {
  await openMany(page);
  await page.getByRole('switch', { name: 'Interpolation too' }).check();
  await chooseFiles(page, [sample('cat'), fixture('photo.png')]);
  await finished(page, '2 photographs reconstructed');
  await expect(page.getByText('as predicted; interpolation measured too.')).toBeVisible();
  const [cat, photo] = await column(page, 2);
  expect(Number(await mean(page).getByRole('cell').nth(2).textContent())).toBeCloseTo((photo + cat) / 2, 1);
  const lines = records((await saved(page, 'Save the table as CSV')).toString());
  expect(lines.map((line) => Number(line.interpolation_psnr_db).toFixed(2))).toEqual(
    [cat, photo].map((value) => value.toFixed(2)),
  );

  // The job keeps it, also when it is not wanted any more.
  await page.getByRole('switch', { name: 'Interpolation too' }).uncheck();
  await expect(head(page, 'Interpolation, dB')).toBeVisible();
  await button(page, 'Run all again with the new settings').click();
  await expect(head(page, 'Interpolation, dB')).toHaveCount(0);

  await choosePhotograph(page, fixture('photo.png'));
  await page.getByRole('tab', { name: 'Interpolation' }).click();
  await settled(page);
  const panel = page.getByRole('figure').filter({ has: picture(page, 'Interpolation') });
  await expect(panel).toContainText(`${photo.toFixed(2)} dB`);
});

test('what is no photograph gets a sentence here, and many photographs get one elsewhere', async ({
  page,
}, info) => {
  const notes = info.outputPath('notes.txt');
  writeFileSync(notes, 'notes');
  await open(page);
  await drop(page, [sample('cat'), sample('dogs')]);
  await expect(page.getByRole('alert')).toContainText('Those are 2 photographs');
  await expect(page.getByText('Coffee cup, Rachel Michetti')).toBeVisible();
  await drop(page, [sample('cat'), notes]);
  await expect(page.getByText('cat.jpg, which stays on this machine')).toBeVisible();
  await page.getByRole('tab', { name: 'Many files' }).click();
  await drop(page, [notes]);
  await expect(page.getByRole('alert')).toContainText('The file that was brought is not a picture.');
  await button(page, 'Dismiss').click();
  await page.getByLabel('Choose a folder').setInputFiles(folder(info.outputPath('trip')));
  await finished(page, '3 photographs reconstructed, 1 file could not be read');
  await expect(rows(page).first()).toContainText('trip/day 2/=cat.jpg');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`on a phone nothing sticks out and axe finds nothing wrong in ${colorScheme}`, async ({
    page,
  }, info) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 360, height: 740 });
    await openMany(page);
    await page.getByLabel('Choose a folder').setInputFiles(folder(info.outputPath('trip')));
    await finished(page, '3 photographs reconstructed, 1 file could not be read');
    await slider(page).fill('60');
    await sort(page, 'PSNR');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    await page.evaluate(axe);
    const violations = await page.evaluate(async () => {
      const { axe: checker } = globalThis as unknown as { axe: typeof import('axe-core') };
      const found = await checker.run(document);
      return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    });
    expect(violations).toEqual([]);
  });
}
