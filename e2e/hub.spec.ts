/** Models from the hub: found, downloaded, kept. */
import { expect } from '@playwright/test';
import { safetensors } from '../src/test/corpus/files';
import { type Plain, small } from '../src/test/corpus/small';
import { COMMIT, weights } from './hub';
import {
  button,
  dialog,
  downloadBase,
  hasBase,
  hub,
  keptModels,
  model,
  openLibrary,
  runsBase,
} from './library';
import { choosePhotograph, fixture, open, settled, visit as test } from './playground';

test('I look a model up, see what it is, download it, and have it without the hub afterwards', async ({
  page,
  context,
}) => {
  const state = await hub(context);
  await open(page);
  await choosePhotograph(page, fixture('photo.png'));
  await settled(page);
  expect(state.asked).toEqual([]);

  await openLibrary(page);
  await button(page, 'MAE-Base').click();
  const offer = dialog(page).getByRole('region', { name: 'What will be downloaded' });
  await expect(offer).toContainText('model.safetensors, 0.3 MB');
  await expect(offer).toContainText('CC BY-NC 4.0');
  await expect(offer).toContainText('SHA-256, as the hub states it');
  await expect(offer).toContainText('While it runs it takes about 0.4 MB of memory on WebAssembly.');
  expect(state.asked.filter((path) => path.includes('model.safetensors'))).toEqual([]);

  // Every answer is a third of the file, so that it takes three.
  state.bytesAtOnce = Math.ceil(weights.length / 3);
  await button(page, 'Download 0.3 MB').click();
  await expect(model(page).locator('option:checked')).toHaveText('facebook/vit-mae-base');
  await expect(keptModels(page)).toContainText('facebook/vit-mae-base');
  expect(state.asked.filter((path) => path.includes('bytes='))).toHaveLength(3);
  await page.keyboard.press('Escape');
  await runsBase(page);
  await page.getByText('About this model').click();
  await expect(page.getByText(`https://huggingface.co/facebook/vit-mae-base at ${COMMIT}`)).toBeVisible();

  // A link names it, and it needs no hub.
  await expect(page).toHaveURL(/model=hub-facebook\/vit-mae-base/);
  state.asked.length = 0;
  await page.reload();
  await settled(page);
  await expect(model(page).locator('option:checked')).toHaveText('facebook/vit-mae-base');
  await choosePhotograph(page, fixture('photo.png'));
  await settled(page);
  await runsBase(page);
  expect(state.asked).toEqual([]);

  await openLibrary(page);
  await button(page, 'Delete facebook/vit-mae-base').click();
  await expect(keptModels(page)).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(model(page).locator('option')).toHaveText(['MAE-Tiny (built in)']);
  await settled(page);
});

test('weights in several files come one after the other, and are one model, now and at the next visit', async ({
  page,
  context,
}) => {
  const state = await hub(context);
  const names = [...small.keys()];
  const half = (from: number, to?: number): Buffer =>
    Buffer.from(
      safetensors(new Map(names.slice(from, to).map((name) => [name, small.get(name) as Plain])), 'F32'),
    );
  const middle = Math.floor(names.length / 2);
  state.shards = {
    'model-00001-of-00002.safetensors': half(0, middle),
    'model-00002-of-00002.safetensors': half(middle),
  };
  await open(page);
  await choosePhotograph(page, fixture('photo.png'));
  await settled(page);
  await openLibrary(page);
  await button(page, 'MAE-Base').click();
  const offer = dialog(page).getByRole('region', { name: 'What will be downloaded' });
  await expect(offer).toContainText('model.safetensors in 2 files, 0.3 MB');
  await button(page, 'Download 0.3 MB').click();
  await hasBase(page);
  await page.keyboard.press('Escape');
  await runsBase(page);
  state.asked.length = 0;
  await page.reload();
  await settled(page);
  await choosePhotograph(page, fixture('photo.png'));
  await settled(page);
  await runsBase(page);
  expect(state.asked).toEqual([]);
});

test('how I read a kept model is remembered until the next visit, and forgotten with it', async ({
  page,
  context,
}) => {
  await hub(context);
  await open(page);
  await downloadBase(page);
  const howRead = page.getByText('How this model is read', { exact: true });
  const order = page.getByRole('combobox', { name: 'Order of the numbers in a patch' });
  await howRead.click();
  await order.selectOption('channel, row, column');
  await settled(page);
  await page.reload();
  await settled(page);
  await howRead.click();
  await expect(order).toHaveValue('c p q');
  await expect(order).toHaveAccessibleDescription('as you chose');
  await openLibrary(page);
  await button(page, 'Delete facebook/vit-mae-base').click();
  await page.keyboard.press('Escape');
  await downloadBase(page);
  await howRead.click();
  await expect(order).toHaveValue('p q c');
});

test('a model that this device cannot hold says so before anything is fetched', async ({ page, context }) => {
  const state = await hub(context);
  state.config = JSON.stringify({
    hidden_size: 4096,
    num_hidden_layers: 24,
    num_attention_heads: 32,
    intermediate_size: 16384,
  });
  await open(page);
  await openLibrary(page);
  await button(page, 'MAE-Base').click();
  const offer = dialog(page).getByRole('region', { name: 'What will be downloaded' });
  await expect(offer).toContainText(
    'WebAssembly cannot run it: it takes about 24.3 GB of memory, and WebAssembly can have 4.3 GB.',
  );
  await expect(offer).toContainText('WebGPU cannot either: this browser offers no GPU.');
  expect(state.asked.filter((path) => path.includes('model.safetensors'))).toEqual([]);
});

test('I pause a download, close the page, and go on where it was', async ({ page, context }) => {
  const state = await hub(context);
  state.bytesAtOnce = 100_000;
  await open(page);
  await openLibrary(page);
  await dialog(page).getByRole('textbox', { name: 'Repository' }).fill('facebook/vit-mae-base');
  await page.keyboard.press('Enter');
  await expect(button(page, 'Download 0.3 MB')).toBeVisible();
  state.parts = 1;
  await button(page, 'Download 0.3 MB').click();
  await expect(dialog(page).getByText('0.1 MB of 0.3 MB')).toBeVisible();
  await button(page, 'Pause').click();
  await expect(dialog(page).getByText('Stopped at 0.1 MB of 0.3 MB')).toBeVisible();
  state.parts = Number.POSITIVE_INFINITY;
  await page.reload();
  await settled(page);
  await openLibrary(page);
  state.asked.length = 0;
  await button(page, 'Go on with facebook/vit-mae-base').click();
  await expect(model(page).locator('option:checked')).toHaveText('facebook/vit-mae-base');
  expect(state.asked[0]).toMatch(/bytes=100000-$/);
  await page.keyboard.press('Escape');
  await settled(page);
});

test('of a repository’s files of weights I choose one, and another one later takes its place', async ({
  page,
  context,
}) => {
  const files = ['mae_base.pth', 'checkpoint-799_of_a_run_with_quite_a_long_name.safetensors'];
  await context.route('https://huggingface.co/**', (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname.includes('/revision/')) return route.fulfill({ json: { sha: COMMIT } });
    if (pathname.includes('/tree/'))
      return route.fulfill({ json: files.map((path) => ({ path, size: weights.length })) });
    return route.fulfill({ body: weights });
  });
  await open(page);
  await openLibrary(page);
  const choose = async (name: string): Promise<void> => {
    await dialog(page).getByRole('textbox', { name: 'Repository' }).fill('huggingface.co/someone/mae#usage');
    await button(page, 'Look up').click();
    await expect(dialog(page)).toContainText('someone/mae has 2 files of weights. Which one?');
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await dialog(page).evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
    await button(page, `${name} 0.3 MB`).click();
  };
  await choose(files[1]);
  await button(page, 'Download 0.3 MB').click();
  await expect(keptModels(page)).toContainText('someone/mae');
  await choose(files[0]);
  await expect(dialog(page)).toContainText(`It takes the place of ${files[1]} at ${COMMIT}`);
});

test('what the hub does not have, or what comes damaged, is a sentence, and the page goes on', async ({
  page,
  context,
}) => {
  const state = await hub(context);
  await open(page);
  await openLibrary(page);
  const problem = dialog(page).getByRole('alert');
  const repository = dialog(page).getByRole('textbox', { name: 'Repository' });
  for (const [text, words] of [
    ['no-owner', '“no-owner” is no repository. Type owner/name'],
    ['https://example.org/a/b', 'The page fetches models from huggingface.co only.'],
    ['nobody/nothing', 'The hub has no public “nobody/nothing”.'],
  ]) {
    await repository.fill(text);
    await button(page, 'Look up').click();
    await expect(problem).toContainText(words);
  }
  state.content = Buffer.from(weights).fill(7, 200_000, 200_100);
  await button(page, 'MAE-Base').click();
  await button(page, 'Download 0.3 MB').click();
  await expect(problem).toContainText('came damaged: its SHA-256 is not the hub’s. It was deleted');
  state.content = weights;
  await button(page, 'Cancel and delete').click();
  await expect(dialog(page).getByRole('region', { name: 'Download', exact: true })).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(model(page).locator('option')).toHaveText(['MAE-Tiny (built in)']);
  await settled(page);
});

test('a link that names a model of the hub leads to its download', async ({ page, context }) => {
  await hub(context);
  await page.goto('./#model=hub-facebook/vit-mae-base&ratio=0.5');
  await settled(page);
  await expect(page.getByRole('alert')).toContainText('Download it under “More models”');
  await openLibrary(page);
  await expect(dialog(page).getByRole('textbox', { name: 'Repository' })).toHaveValue(
    'facebook/vit-mae-base',
  );
  await button(page, 'Look up').click();
  await button(page, 'Download 0.3 MB').click();
  await hasBase(page);
  await page.keyboard.press('Escape');
  await expect(page.getByText('32 visible, 32 hidden')).toBeVisible();
});

test('a private model comes with an access token, which nothing keeps', async ({ page, context }) => {
  const state = await hub(context);
  state.token = 'hf_secret';
  await open(page);
  await openLibrary(page);
  await button(page, 'MAE-Base').click();
  await expect(dialog(page).getByRole('alert')).toContainText('For a private one give an access token.');
  await dialog(page).getByText('Private or gated?').click();
  const token = dialog(page).getByLabel('Access token');
  await token.fill('hf_ secret');
  await token.press('Enter');
  await expect(dialog(page).getByRole('alert')).toContainText('An access token is one word');
  await token.fill('hf_secret');
  await token.press('Enter');
  await button(page, 'Download 0.3 MB').click();
  await hasBase(page);
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]),
  );
  expect(kept).not.toContain('secret');
  await page.reload();
  await settled(page);
  await openLibrary(page);
  await dialog(page).getByText('Private or gated?').click();
  await expect(token).toHaveValue('');
});

test('a kept model that the page did not survive opening is left alone until I ask for it', async ({
  page,
  context,
}) => {
  await hub(context);
  await open(page);
  await downloadBase(page);

  // Opening it never ends, as where a file is beyond a machine; then the page is closed.
  await page.addInitScript(() => {
    if (!sessionStorage.getItem('stuck')) return;
    const { slice } = Blob.prototype;
    Blob.prototype.slice = function (...range) {
      const part = slice.apply(this, range);
      const isKept = this instanceof File && this.name === 'model.safetensors';
      return isKept ? Object.assign(part, { arrayBuffer: () => new Promise(() => {}) }) : part;
    };
  });
  await page.evaluate(() => sessionStorage.setItem('stuck', 'yes'));
  await page.goto('about:blank');
  await page.goto('./');
  await settled(page);
  await expect.poll(() => page.evaluate(hasNote)).toBe(true);
  await page.evaluate(() => sessionStorage.removeItem('stuck'));

  await page.reload();
  await settled(page);
  await expect(model(page).locator('option')).toHaveText(['MAE-Tiny (built in)']);
  await openLibrary(page);
  await expect(keptModels(page)).toContainText(
    '“facebook/vit-mae-base” was not opened, since the page ended while it was opened the last time.',
  );
  await button(page, 'Try again with facebook/vit-mae-base').click();
  await hasBase(page);
  await page.keyboard.press('Escape');
  await settled(page);
  await page.reload();
  await settled(page);
  await expect(model(page).locator('option:checked')).toHaveText('facebook/vit-mae-base');
});

/** Runs in the page: whether it is noted that the model is being opened. */
async function hasNote(): Promise<boolean> {
  const models = await (await navigator.storage.getDirectory()).getDirectoryHandle('models');
  const folder = await models.getDirectoryHandle('facebook--vit-mae-base');
  return folder.getFileHandle('opening').then(
    () => true,
    () => false,
  );
}
