/** Looking inside the network, as somebody does who wants to know what it knows. */
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { choosePhotograph, fixture, goHome, open, picture, setRatio, settled, test } from './playground';

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

/** Another way of looking, by the keys that choose it. */
async function goToSight(page: Page, name: string): Promise<void> {
  const radio = view(page).getByRole('radio', { name, exact: true });
  await view(page).getByRole('group', { name: 'What to see' }).getByRole('radio', { checked: true }).focus();
  for (let i = 0; i < 5 && !(await radio.isChecked()); i++) await page.keyboard.press('ArrowRight');
  await expect(radio).toBeChecked();
  await expect(view(page)).toHaveAttribute('aria-busy', 'false');
}

async function press(page: Page, name: string): Promise<void> {
  await view(page).getByRole('switch', { name }).focus();
  await page.keyboard.press('Space');
  await expect(view(page)).toHaveAttribute('aria-busy', 'false');
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

test('in my photographs too: what is most like my patch there, by the names of their files, as long as there are some', async ({
  page,
}) => {
  await open(page);
  await openInside(page);
  const own = view(page).getByRole('switch', { name: 'In my photographs too' });
  await expect(own).toBeHidden();
  await choosePhotograph(page, fixture('photo.png'));
  await settled(page);
  await page.getByRole('button', { name: 'Half a fig' }).click();
  await settled(page);
  await press(page, 'In my photographs too');
  const nearest = page.getByRole('region', { name: 'Most alike in other pictures' }).getByRole('listitem');
  await expect(nearest).toHaveCount(3);
  await expect(nearest.filter({ hasText: 'photo.png' })).toHaveCount(3);
  await expect(page).toHaveURL(/among=own/);
  await press(page, 'In the samples too');
  await expect(nearest).toHaveCount(12);
  await expect(page).toHaveURL(/among=both/);
  await goToSight(page, 'Colours');
  await expect(view(page).getByRole('img', { name: 'Colours of photo.png' })).toBeVisible();
  await expect(view(page).getByRole('img', { name: /^Colours of / })).toHaveCount(12);
  const link = page.url();
  await page.getByRole('img', { name: 'photo.png', exact: true }).last().click();
  await settled(page);
  await page.getByRole('button', { name: 'Remove photo.png' }).click();
  await expect(own).toBeHidden();
  await expect(page).toHaveURL(/among=samples/);
  // Whoever is sent the link has none of mine.
  await page.goto('about:blank');
  await page.goto(link);
  await expect(view(page).getByRole('img', { name: /^Colours of / })).toHaveCount(11);
  await expect(own).toBeHidden();
});

test('with the background left out its patches are dark and the rest has colours of its own, which a link brings back', async ({
  page,
}) => {
  await page.goto('./#mode=inside&image=rocket');
  await settled(page);
  await goToSight(page, 'Colours');
  const colours = page.getByRole('img', { name: 'Colours', exact: true });
  /** The levels of the patches, in reading order. */
  const levels = () =>
    colours.evaluate((canvas: HTMLCanvasElement) => {
      const small = Object.assign(document.createElement('canvas'), { width: 14, height: 14 });
      const pen = small.getContext('2d') as CanvasRenderingContext2D;
      pen.imageSmoothingEnabled = false;
      pen.drawImage(canvas, 0, 0, 14, 14);
      const { data } = pen.getImageData(0, 0, 14, 14);
      return Array.from({ length: 196 }, (_, patch) => [...data.slice(patch * 4, patch * 4 + 3)].join());
    });
  await expect(colours).toBeVisible();
  const all = await levels();
  await press(page, 'Leave the background out');
  await expect(view(page)).toContainText('a rule of thumb, and fails where a picture has no clear subject');
  await expect(page).toHaveURL(/ground=out/);
  const left = await levels();
  const isDark = left.map((level) => level === '26,26,26');
  // The sky goes, down to the rocket, which stays.
  expect(isDark.slice(0, 14)).not.toContain(false);
  const rest = left.filter((_, patch) => !isDark[patch]);
  expect(rest.length).toBeGreaterThan(20);
  expect(rest.length).toBeLessThan(98);
  expect(rest).not.toEqual(all.filter((_, patch) => !isDark[patch]));
  const link = page.url();
  await press(page, 'Leave the background out');
  expect(await levels()).toEqual(all);
  await expect(page).not.toHaveURL(/ground/);
  await page.goto('about:blank');
  await page.goto(link);
  await expect(view(page).getByRole('switch', { name: 'Leave the background out' })).toBeChecked();
  await expect.poll(levels).toEqual(left);
});

test('what it costs is measured, ratio by ratio: an encoder has fewer tokens the more is hidden, and takes less time', async ({
  page,
}) => {
  await open(page);
  await openInside(page);
  await goToSight(page, 'Cost');
  const table = view(page).getByRole('table', { name: 'Tokens, time and memory' });
  const measured = () => expect(table).toHaveAttribute('aria-busy', 'false');
  await measured();
  const rows = await table
    .getByRole('row')
    .evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')),
    );
  const [, , ...numbers] = rows;
  expect(numbers.map(([ratio, tokens]) => [ratio, tokens])).toEqual([
    ['0 %', '197'],
    ['25 %', '148'],
    ['50 %', '99'],
    ['75 %', '50'],
    ['90 %', '20'],
    ['With mask tokens', '197'],
  ]);
  // With mask tokens it costs what it costs where nothing is hidden.
  expect(numbers[5].slice(1, 4)).toEqual(numbers[0].slice(1, 4));
  const ms = numbers.map(([, , , encoder]) => Number(encoder));
  expect(ms[4]).toBeLessThan(ms[0]);
  await expect(view(page)).toContainText(
    `At 75 % the encoder is given a quarter of the patches: ${numbers[3][3]} ms instead of ${numbers[0][3]} ms.`,
  );
  const now = table.locator('[aria-current="true"]');
  await expect(now).toHaveText(/^75 %/);
  await setRatio(page, 50);
  await expect(now).toHaveText(/^50 %/);
  await setRatio(page, 60);
  await expect(now).toHaveCount(0);
  await expect(view(page)).toContainText('Upright: the present ratio, 60 %.');

  await view(page).getByRole('button', { name: 'Save' }).focus();
  await page.keyboard.press('Enter');
  const lines = (await saved(page, 'Save CSV')).toString().trim().split('\r\n');
  await page.keyboard.press('Escape');
  expect(lines).toHaveLength(6);
  expect(lines[0]).toBe(
    'mask_ratio,encoder_tokens,encoder_ms,encoder_activation_bytes,decoder_tokens,decoder_ms,decoder_activation_bytes',
  );
  expect(lines[4]).toMatch(/^0.75,50,[\d.]+,\d+,197,[\d.]+,\d+$/);

  await view(page).getByRole('button', { name: 'Measure again' }).focus();
  await page.keyboard.press('Enter');
  await expect(table).toHaveAttribute('aria-busy', 'true');
  await measured();
  await page.goto('about:blank');
  await page.goto('./#mode=inside&sight=cost');
  await expect(view(page).getByRole('radio', { name: 'Cost' })).toBeChecked();
  await measured();
});

test('of a file without a decoder the encoder alone is measured', async ({ page }) => {
  await open(page);
  await openInside(page);
  await goToSight(page, 'Cost');
  await page
    .getByLabel('Open a model file')
    .setInputFiles(fixture('checkpoints/encoder/mae_pretrain_vit_small.pth'));
  const table = view(page).getByRole('table', { name: 'Tokens, time and memory' });
  await expect(table.getByRole('columnheader', { name: 'Decoder' })).toBeHidden();
  await expect(table).toHaveAttribute('aria-busy', 'false');
  await expect(table.getByRole('row')).toHaveCount(2 + 5 + 1);
  await expect(view(page)).toContainText(/the encoder is given a quarter of the patches: [\d.]+ ms/);
});

test('another model beside it is looked into on the same patch, and is told to leave again', async ({
  page,
}) => {
  await open(page);
  await page
    .getByLabel('Open a model file')
    .setInputFiles(['model.safetensors', 'config.json'].map((name) => fixture(`checkpoints/hub/${name}`)));
  const models = page.getByRole('combobox', { name: 'Model', exact: true });
  await expect(models.getByRole('option')).toHaveCount(2);
  await settled(page);
  await models.selectOption('MAE-Tiny (built in)');
  await settled(page);
  await openInside(page);
  await expect(map(page)).toHaveCount(1);
  const menu = view(page).getByRole('combobox', { name: 'Beside it' });
  await menu.selectOption('model.safetensors');
  await expect(map(page)).toHaveCount(2);
  await expect(view(page)).toHaveAttribute('aria-busy', 'false');
  await expect(page).toHaveURL(/beside=file-model/);
  const other = view(page).getByRole('application', { name: 'By model.safetensors' });
  await other.click({ position: { x: 5, y: 5 } });
  // The first of its patches is four of the page's own; the middle of it is meant.
  await expect(page).toHaveURL(/patch=0(&|$)/);
  await view(page).getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await view(page).getByText('Colours', { exact: true }).click();
  await expect(view(page)).toHaveAttribute('aria-busy', 'false');
  await expect(view(page).getByRole('img', { name: 'By model.safetensors' })).toBeVisible();
  await menu.selectOption('Nothing');
  await expect(view(page).getByRole('img', { name: 'By model.safetensors' })).toHaveCount(0);
  await expect(page).not.toHaveURL(/beside=/);
});
