/** Models as other people publish them, opened from their files. */
import { copyFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { safetensors } from '../src/test/corpus/files';
import * as py from '../src/test/corpus/pickle';
import { type Plain, small } from '../src/test/corpus/small';
import { zip } from '../src/test/corpus/zip';
import {
  choosePhotograph,
  drop,
  expectNoOverflow,
  fixture,
  fixturePixels,
  measure,
  open,
  picture,
  pixels,
  pixelsOf,
  setRatio,
  settled,
  test,
  worstDifference,
} from './playground';

const SIDE = 32;

const checkpoint = (path: string): string => fixture(`checkpoints/${path}`);

const openFiles = (page: Page, ...paths: string[]): Promise<void> =>
  page.getByLabel('Open a model file').setInputFiles(paths);

const model = (page: Page) => page.getByRole('combobox', { name: 'Model', exact: true });

/** Opens the page with the photograph that transformers reconstructed for the fixtures. */
async function openWithPhoto(page: Page): Promise<void> {
  await open(page);
  await choosePhotograph(page, fixture('photo.png'));
  await settled(page);
}

async function runs(page: Page, title: string): Promise<void> {
  await expect(model(page).locator('option:checked')).toHaveText(title);
  await settled(page);
}

async function expectTransformersPicture(page: Page): Promise<void> {
  const expected = await fixturePixels(page, 'checkpoints/reconstruction.png', SIDE);
  expect(worstDifference(await pixels(page, 'Reconstruction', SIDE), expected)).toBeLessThanOrEqual(1);
}

for (const [writer, ...files] of [
  ['transformers 4', 'hub/model.safetensors', 'hub/config.json'],
  ['transformers 4, as .bin,', 'hub-bin/pytorch_model.bin', 'hub-bin/config.json'],
  ['transformers 5', 'transformers-5/model.safetensors', 'transformers-5/config.json'],
  ['transformers 5 from memory', 'memory/trained.safetensors'],
  ['the authors’ code', 'authors/checkpoint-799.pth'],
]) {
  test(`a model written by ${writer} draws what transformers draws`, async ({ page }) => {
    await openWithPhoto(page);
    await openFiles(page, ...files.map(checkpoint));
    await runs(page, files[0].slice(files[0].indexOf('/') + 1));
    await expect(
      page.getByText('The file brings no numbers of PyTorch’s to check it against.'),
    ).toBeVisible();
    await expectTransformersPicture(page);
  });
}

test('I drop a model, read what was assumed of it, and go back to the one that was built in', async ({
  page,
}) => {
  await openWithPhoto(page);
  await drop(page, [checkpoint('memory/trained.safetensors')]);
  await runs(page, 'trained.safetensors');
  await expectTransformersPicture(page);
  await page.getByText('About this model').click();
  await expect(
    page.getByText('1 in the encoder (64 / 64) and 1 in the decoder (64 / 64) were assumed'),
  ).toBeVisible();
  await expect(page.getByText('Pictures of 32 × 32 pixels in patches of 4.')).toBeVisible();
  await expect(page.getByText('CC BY-NC 4.0')).toBeVisible();
  await model(page).selectOption('MAE-Tiny (built in)');
  await runs(page, 'MAE-Tiny (built in)');
  const own = await fixturePixels(page, 'reconstruction-seed0-ratio75.png');
  expect(worstDifference(await pixels(page, 'Reconstruction'), own)).toBeLessThanOrEqual(1);
  await model(page).selectOption('trained.safetensors');
  await runs(page, 'trained.safetensors');
  await expectTransformersPicture(page);
});

test('a model of wide grey pictures draws what transformers draws, and everything on the page is as wide', async ({
  page,
}) => {
  await openWithPhoto(page);
  await openFiles(page, ...['wide/model.safetensors', 'wide/config.json'].map(checkpoint));
  await runs(page, 'model.safetensors');
  const expected = await fixturePixels(page, 'checkpoints/wide-reconstruction.png', 64);
  expect(worstDifference(await pixels(page, 'Reconstruction', 64), expected)).toBeLessThanOrEqual(1);
  await page.getByText('About this model').click();
  await expect(page.getByText('Pictures of 64 × 16 pixels in grey in patches of 4.')).toBeVisible();
  await expect(page.getByText('It knows no colours: photographs are shown to it in grey')).toBeVisible();

  const shapeOf = async (name: string): Promise<number> => {
    const { width, height } = (await page.getByRole('img', { name, exact: true }).boundingBox()) ?? {
      width: 0,
      height: 0,
    };
    return width / height;
  };
  for (const name of ['Masked', 'Reconstruction', 'Original']) expect(await shapeOf(name)).toBeCloseTo(4, 1);

  await page.getByRole('radio', { name: 'By hand' }).check({ force: true });
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.getByRole('gridcell', { name: 'Row 4, column 16, visible' }).click();
  await expect(page.getByRole('gridcell', { name: 'Row 4, column 16, hidden' })).toBeAttached();
  await settled(page);
  await expect(measure(page, 'Visible patches')).toHaveText('63 of 64');

  await page.getByRole('radio', { name: 'Errors', exact: true }).check({ force: true });
  const map = page.getByRole('application', { name: 'Error of each patch' });
  await map.focus();
  for (const key of ['End', 'PageDown']) await map.press(key);
  await expect(page.getByRole('status', { name: 'Patch', exact: true })).toContainText(
    'Row 4, column 16: PSNR',
  );

  // What the photograph has beyond is reached by moving.
  await page.getByRole('button', { name: 'Move and zoom' }).click();
  const before = await pixels(page, 'Original', 64);
  await page.getByRole('slider', { name: 'Top to bottom' }).press('End');
  await settled(page);
  expect((await pixels(page, 'Original', 64)).equals(before)).toBe(false);
  await expect(page.getByRole('slider', { name: 'Left to right' })).toBeDisabled();
});

test('learned positions do not tell how the patches lie, so I do, and the pictures change their shape at once', async ({
  page,
}) => {
  await openWithPhoto(page);
  await openFiles(page, checkpoint('memory/trained.safetensors'));
  await runs(page, 'trained.safetensors');
  await page.getByText('How this model is read', { exact: true }).click();
  const grid = page.getByRole('combobox', { name: 'Rows and columns of patches' });
  await expect(grid).toHaveValue('8 × 8');
  await grid.selectOption('16 × 4');
  await settled(page);
  const original = page.getByRole('img', { name: 'Original' });
  const { width, height } = (await original.boundingBox()) ?? { width: 0, height: 1 };
  expect(width / height).toBeCloseTo(1 / 4, 1);
  // As high as it is, it fits into the window.
  expect(height).toBeLessThan(page.viewportSize()?.height ?? 0);
  await grid.selectOption('8 × 8');
  await settled(page);
  await expectTransformersPicture(page);
});

test('a model of normalised pixels says where brightness and contrast come from, and I can choose', async ({
  page,
}, info) => {
  await openWithPhoto(page);
  // By this name published files of that kind are known.
  const normalised = info.outputPath('mae_pretrain_vit_small_full.pth');
  copyFileSync(checkpoint('memory/trained.safetensors'), normalised);
  await openFiles(page, normalised);
  await runs(page, 'mae_pretrain_vit_small_full.pth');
  await expect(page.getByText('are averages of the visible patches around it')).toBeVisible();
  const guessed = await pixels(page, 'Reconstruction', SIDE);
  const menu = page.getByRole('combobox', { name: 'Brightness and contrast of each patch' });
  await menu.selectOption('from the original (uses information the model never had)');
  await settled(page);
  await expect(page.getByText('this uses information the model never had.')).toBeVisible();
  await expect(page).toHaveURL(/statistics=truth/);
  const expected = await fixturePixels(page, 'checkpoints/reconstruction-normalised.png', SIDE);
  expect(worstDifference(await pixels(page, 'Reconstruction', SIDE), expected)).toBeLessThanOrEqual(1);
  expect(worstDifference(guessed, expected)).toBeGreaterThan(1);
  await menu.selectOption('the same for every patch, as predicted');
  await settled(page);
  await expect(page.getByText('Every patch is drawn with the same brightness and contrast.')).toBeVisible();
  // Undone by nothing, the prediction is drawn as if it were of pixels: as the same file of a model of pixels is.
  await expectTransformersPicture(page);
  await expect(page).toHaveURL(/statistics=none/);
  await page.goBack();
  await expect(menu).toHaveValue('truth');
  await expectNoOverflow(page, [320, 360, 400]);
});

test('a file without a decoder shows features, says why, and nothing pretends to be a reconstruction', async ({
  page,
}) => {
  await openWithPhoto(page);
  await openFiles(page, checkpoint('encoder/mae_pretrain_vit_small.pth'));
  await runs(page, 'mae_pretrain_vit_small.pth');
  await expect(page.getByText('This file has no decoder, so nothing is reconstructed.')).toBeVisible();
  await expect(page.getByRole('img', { name: 'Features', exact: true })).toBeVisible();
  await expect(page.getByRole('img', { name: 'Reconstruction' })).toHaveCount(0);
  for (const name of ['Loss', 'SSIM']) await expect(measure(page, name)).toHaveText('–');
  const features = await pixelsOf(page.getByRole('img', { name: 'Features', exact: true }), SIDE);
  const masked = await pixels(page, 'Masked', SIDE);
  const grey = (picture: Buffer, patch: number): boolean => {
    const at = (Math.floor(patch / 8) * 4 * SIDE + (patch % 8) * 4) * 4;
    return picture.subarray(at, at + 3).every((level) => level === 128);
  };
  for (let patch = 0; patch < 64; patch++) expect(grey(features, patch)).toBe(grey(masked, patch));
  // All patches visible is what recognition uses.
  await setRatio(page, 0);
  await settled(page);
  await page.getByText('Errors', { exact: true }).click();
  await expect(page.getByText('so there is nothing to be right or wrong')).toBeVisible();
  await page.getByText('Wipe', { exact: true }).click();
  await expect(page.getByLabel('Left of the divider').getByRole('option')).toHaveText([
    'Masked',
    'Features',
    'Original',
  ]);
  await page.getByText('Side by side', { exact: true }).click();
  await expect(page.getByRole('switch', { name: 'Paste visible patches' })).toBeDisabled();
  await page.getByRole('tab', { name: 'Two at once' }).click();
  await expect(page.getByText('there are no errors to compare')).toBeVisible();
  await expect(page.getByRole('img', { name: 'Features A' })).toBeVisible();
  await page.getByRole('tab', { name: 'Figure' }).click();
  await expect(page.getByText('3 pictures of features', { exact: true })).toBeVisible();
  await expect(page.getByRole('rowgroup').filter({ hasText: 'Features' })).not.toContainText('dB');
  await page.getByRole('radio', { name: 'All patches' }).check({ force: true });
  await expect(page.getByText('there are no reconstructions to put together')).toBeVisible();
});

test('what is no model gets a sentence, and the one that runs goes on', async ({ page }, info) => {
  await openWithPhoto(page);
  const before = await pixels(page, 'Reconstruction');
  const notes = info.outputPath('notes.pth');
  writeFileSync(notes, 'these are notes');
  for (const [files, words] of [
    [[notes], '“notes.pth” is neither a safetensors nor a PyTorch file.'],
    [[checkpoint('hub/config.json')], 'There are no weights among those files.'],
    [
      [checkpoint('hub/model.safetensors'), checkpoint('memory/trained.safetensors')],
      'Those are 2 files of weights: “model.safetensors”, “trained.safetensors”. Bring one of them',
    ],
    [[fixture('photo.png')], '“photo.png” is neither a safetensors nor a PyTorch file.'],
  ] as const) {
    await openFiles(page, ...files);
    await expect(page.getByRole('alert')).toContainText(words);
    await runs(page, 'MAE-Tiny (built in)');
  }
  expect(worstDifference(await pixels(page, 'Reconstruction'), before)).toBe(0);
});

test('what a file does not say is shown with where it was taken from, can be changed, and is drawn at once', async ({
  page,
}) => {
  await openWithPhoto(page);
  await openFiles(page, checkpoint('memory/trained.safetensors'));
  await runs(page, 'trained.safetensors');
  // Its weights are random.
  await expect(page.getByText('Doubtful: this is no better than one colour')).toBeVisible();
  const assumed = await pixels(page, 'Reconstruction', SIDE);
  await page.getByText('How this model is read', { exact: true }).click();
  const predicts = page.getByRole('combobox', { name: 'What it predicts' });
  await expect(predicts).toHaveValue('pixels');
  await expect(predicts).toHaveAccessibleDescription('assumed, since nothing says it');
  await predicts.selectOption('normalised pixels');
  await expect(predicts).toHaveAccessibleDescription('as you chose');
  await page
    .getByRole('combobox', { name: 'Brightness and contrast of each patch' })
    .selectOption({ value: 'truth' });
  await settled(page);
  const normalised = await fixturePixels(page, 'checkpoints/reconstruction-normalised.png', SIDE);
  expect(worstDifference(await pixels(page, 'Reconstruction', SIDE), normalised)).toBeLessThanOrEqual(1);
  await predicts.selectOption('pixels');
  await settled(page);
  expect(worstDifference(await pixels(page, 'Reconstruction', SIDE), assumed)).toBe(0);

  const heads = page.getByRole('combobox', { name: 'Attention heads of the encoder' });
  await expect(heads).toHaveValue('1');
  await heads.selectOption('4');
  await settled(page);
  expect(worstDifference(await pixels(page, 'Reconstruction', SIDE), assumed)).toBeGreaterThan(1);
  await heads.selectOption('1');
  await settled(page);
  expect(worstDifference(await pixels(page, 'Reconstruction', SIDE), assumed)).toBe(0);
});

/** The built-in model's file, with the numbers of each predicted patch in the order channel, row, column. */
function channelsFirst(path: string): void {
  const bytes = readFileSync('models/mae-tiny/model.safetensors');
  const start = 8 + Number(bytes.readBigUInt64LE());
  const header: Record<string, { data_offsets: [number, number] }> = JSON.parse(
    bytes.toString('utf8', 8, start),
  );
  const rows = 768;
  for (const name of ['weight', 'weight.scale', 'bias']) {
    const [from, to] = header[`decoder.decoder_pred.${name}`].data_offsets;
    const row = (to - from) / rows;
    const ours = Buffer.from(bytes.subarray(start + from, start + to));
    for (let theirs = 0; theirs < rows; theirs++) {
      const [channel, pixel] = [Math.floor(theirs / 256), theirs % 256];
      ours.copy(
        bytes,
        start + from + theirs * row,
        (pixel * 3 + channel) * row,
        (pixel * 3 + channel + 1) * row,
      );
    }
  }
  writeFileSync(path, bytes);
}

test('a file that fits far better when it is read otherwise is told of, and read so on a click', async ({
  page,
}, info) => {
  await open(page);
  const right = await pixels(page, 'Reconstruction');
  const path = info.outputPath('theirs.safetensors');
  channelsFirst(path);
  await openFiles(page, path);
  await runs(page, 'theirs.safetensors');
  expect(worstDifference(await pixels(page, 'Reconstruction'), right)).toBeGreaterThan(50);
  await expect(
    page.getByText(
      'Read as pixels, each patch in the order channel, row, column, this file fits far better: 18.73 dB',
    ),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Read it so' }).click();
  await settled(page);
  expect(worstDifference(await pixels(page, 'Reconstruction'), right)).toBe(0);
  await expect(page.getByRole('button', { name: 'Read it so' })).toHaveCount(0);
  await page.getByText('How this model is read', { exact: true }).click();
  const order = page.getByRole('combobox', { name: 'Order of the numbers in a patch' });
  await expect(order).toHaveValue('c p q');
  await expect(order).toHaveAccessibleDescription('as you chose');
});

test('of a file with a model and its average I choose which, and see it', async ({ page }, info) => {
  await openWithPhoto(page);
  const path = info.outputPath('both.safetensors');
  const both = new Map<string, Plain>();
  for (const [name, tensor] of small) both.set(`model.${name}`, tensor);
  for (const [name, { shape, values }] of small)
    both.set(`ema.${name}`, { shape, values: values.map((value) => value / 2) });
  writeFileSync(path, safetensors(both));
  await openFiles(page, path);
  await runs(page, 'both.safetensors');
  await page.getByText('How this model is read', { exact: true }).click();
  const which = page.getByRole('combobox', { name: 'Which weights of the file' });
  await expect(which).toHaveValue('model.');
  const before = await pixels(page, 'Reconstruction', SIDE);
  await which.selectOption('ema');
  await expect(which).toHaveValue('ema.');
  await runs(page, 'both.safetensors');
  expect(worstDifference(await pixels(page, 'Reconstruction', SIDE), before)).toBeGreaterThan(1);
  await which.selectOption('model');
  await expect(which).toHaveValue('model.');
  await settled(page);
  expect(worstDifference(await pixels(page, 'Reconstruction', SIDE), before)).toBe(0);
});

test('weights of any ending are told from photographs by what is in them, and a folder of a model opens', async ({
  page,
}, info) => {
  await open(page);
  const weights = info.outputPath('checkpoint-799.pth.tar');
  copyFileSync(checkpoint('authors/checkpoint-799.pth'), weights);
  await drop(page, [fixture('photo.png'), weights]);
  await runs(page, 'checkpoint-799.pth.tar');
  await expect(page.getByText('photo.png, which stays')).toBeVisible();
  const folder = info.outputPath('vit-mae');
  cpSync(checkpoint('hub'), folder, { recursive: true });
  writeFileSync(join(folder, 'README.md'), '# A model');
  writeFileSync(
    join(folder, 'preprocessor_config.json'),
    '{"image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5]}',
  );
  await drop(page, [folder]);
  await runs(page, 'model.safetensors');
});

test('a file that means to keep the page busy is refused, and the page goes on', async ({ page }, info) => {
  await openWithPhoto(page);
  const harmful = info.outputPath('harmful.pth');
  const table = py.pickle(py.dict([py.doubling(60), py.none]));
  writeFileSync(harmful, zip([{ name: 'archive/data.pkl', content: table }]));
  await openFiles(page, harmful);
  await expect(page.getByRole('alert')).toContainText(
    '“harmful.pth” holds no tensors by name, however deep one looks.',
  );
  const config = info.outputPath('config.json');
  writeFileSync(config, JSON.stringify({ num_hidden_layers: 1000000 }));
  await openFiles(page, checkpoint('hub/model.safetensors'), config);
  await expect(page.getByRole('alert')).toContainText(
    '“config.json” does not fit: num_hidden_layers is 1000000 and should be at most 128.',
  );
  await runs(page, 'MAE-Tiny (built in)');
});

test('weights that are no numbers are the file’s fault, and it says which', async ({ page }, info) => {
  await openWithPhoto(page);
  const failed = info.outputPath('failed.safetensors');
  const bytes = readFileSync(checkpoint('hub/model.safetensors'));
  const length = Number(bytes.readBigUInt64LE());
  const list = JSON.parse(bytes.toString('utf8', 8, 8 + length));
  bytes.writeFloatLE(Number.NaN, 8 + length + list['vit.layernorm.bias'].data_offsets[0]);
  writeFileSync(failed, bytes);
  await openFiles(page, failed);
  await expect(page.getByRole('alert')).toContainText(
    'failed.safetensors cannot run here: its tensor “vit.layernorm.bias” holds NaN or infinite numbers',
  );

  // In float64, at the end of the file, as large as float32 cannot be.
  const [count] = list['vit.layernorm.bias'].shape;
  const end = bytes.length - 8 - length;
  list['vit.layernorm.bias'] = { dtype: 'F64', shape: [count], data_offsets: [end, end + 8 * count] };
  const header = Buffer.from(JSON.stringify(list));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(header.length));
  const large = info.outputPath('large.safetensors');
  const numbers = Buffer.from(new Float64Array(count).fill(1e300).buffer);
  writeFileSync(large, Buffer.concat([size, header, bytes.subarray(8 + length), numbers]));
  await openFiles(page, large);
  await expect(page.getByRole('alert')).toContainText(
    'large.safetensors cannot run here: its tensor “vit.layernorm.bias” holds 1.0e+300, and the largest number',
  );
  await model(page).selectOption('MAE-Tiny (built in)');
  await runs(page, 'MAE-Tiny (built in)');
});

test('a file that is gone since I chose it says so when it is needed again', async ({ page }, info) => {
  await openWithPhoto(page);
  const mine = info.outputPath('mine.safetensors');
  copyFileSync(checkpoint('memory/trained.safetensors'), mine);
  await openFiles(page, mine);
  await runs(page, 'mine.safetensors');
  await model(page).selectOption('MAE-Tiny (built in)');
  await runs(page, 'MAE-Tiny (built in)');
  rmSync(mine);
  await model(page).selectOption('mine.safetensors');
  await expect(page.getByRole('alert')).toContainText(
    'mine.safetensors cannot run here: the file was moved, deleted or changed since it was chosen, so choose it again.',
  );
});

test('a file that takes long is seen being read: I give it up, or choose another, and it never comes back', async ({
  page,
}, info) => {
  await openWithPhoto(page);
  // A disk that answers when it is told to.
  await page.evaluate(() => {
    const { slice } = Blob.prototype;
    Blob.prototype.slice = function (this: File, ...range) {
      const part = slice.apply(this, range);
      const { arrayBuffer } = part;
      if (!this.name?.startsWith('slow')) return part;
      part.arrayBuffer = async () => {
        await new Promise((resolve) => addEventListener('answer', resolve, { once: true }));
        return arrayBuffer.call(part);
      };
      return part;
    };
  });
  const slow = info.outputPath('slow.pth');
  const answer = () => page.evaluate(() => dispatchEvent(new Event('answer')));
  copyFileSync(checkpoint('authors/checkpoint-799.pth'), slow);
  const bar = page.getByRole('progressbar', { name: 'Reading the model file' });

  await openFiles(page, slow);
  await expect(bar).toBeVisible();
  await expect(page.getByText('Reading “slow.pth”')).toBeVisible();
  await expectNoOverflow(page, [320]);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(bar).toBeHidden();
  await answer();
  await runs(page, 'MAE-Tiny (built in)');

  await openFiles(page, slow);
  await expect(bar).toBeVisible();
  await openFiles(page, checkpoint('memory/trained.safetensors'));
  await runs(page, 'trained.safetensors');
  await expect(bar).toBeHidden();
  await answer();
  await expect(model(page).locator('option')).toHaveText(['MAE-Tiny (built in)', 'trained.safetensors']);
  await runs(page, 'trained.safetensors');
});

test('a link cannot carry a model, and says so', async ({ page, context }, info) => {
  await openWithPhoto(page);
  const mine = info.outputPath('mine & yours.pth');
  copyFileSync(checkpoint('authors/checkpoint-799.pth'), mine);
  await openFiles(page, mine);
  await runs(page, 'mine & yours.pth');
  await expect(page).toHaveURL(/model=file-mine_yours\.pth/);
  // Of names that differ in such letters only, each is a model of its own.
  for (const name of ['модель.pth', 'модуль.pth']) {
    copyFileSync(mine, info.outputPath(name));
    await openFiles(page, info.outputPath(name));
    await runs(page, name);
    // What does not rest for a moment is no step of the way back.
    await expect(page).toHaveURL(new RegExp(`model=file-${encodeURIComponent(name)}`));
  }
  await expect(model(page).locator('option')).toHaveText([
    'MAE-Tiny (built in)',
    'mine & yours.pth',
    'модель.pth',
    'модуль.pth',
  ]);
  await page.goBack();
  await page.goBack();
  await runs(page, 'mine & yours.pth');
  const second = await context.newPage();
  await second.goto(page.url());
  await settled(second);
  await expect(second.getByRole('alert')).toContainText('opened from a file');
  await page.getByRole('button', { name: 'New mask' }).click();
  await expect(page).toHaveURL(/seed=1/);
  await page.goBack();
  await runs(page, 'mine & yours.pth');
  await expect(picture(page, 'Reconstruction')).toBeVisible();
});
