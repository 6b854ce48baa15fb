/** The same page on WebGPU. The adapter here is a software one, some hundred times slower than WebAssembly: few runs. */
import { expect, type Page, test } from '@playwright/test';
import reference from '../fixtures/reference.json' with { type: 'json' };
import {
  choosePhotograph,
  fixture,
  fixturePixels,
  knowThePage,
  measure,
  open,
  picture,
  pixels,
  pixelsOf,
  settled,
  worstDifference,
} from '../playground';

test.beforeEach(({ page }) => page.addInitScript(knowThePage));

const backendMenu = (page: Page) => page.getByRole('combobox', { name: 'Backend' });

// One test, since a software GPU takes half a minute to start.
test('a software GPU is left alone until it is asked for; then it draws PyTorch’s picture; and when its whole process ends the page says so and goes on without it, and nothing is lost', async ({
  page,
  browser,
}) => {
  await open(page);
  await expect(
    page.getByText('Runs on WebAssembly: the only GPU here is a software emulation'),
  ).toBeVisible();
  await choosePhotograph(page, fixture(reference.photo));
  await settled(page);
  const drawn = await pixels(page, 'Reconstruction');
  const shownLoss = (await measure(page, 'Loss').textContent()) as string;
  await backendMenu(page).selectOption('WebGPU');
  await settled(page);
  await expect(page.getByText('Runs on WebGPU: as chosen, on a slow software GPU')).toBeVisible();
  const [{ file, loss }] = reference.pictures;
  expect(
    worstDifference(await pixels(page, 'Reconstruction'), await fixturePixels(page, file)),
  ).toBeLessThanOrEqual(2);
  expect(Number(await measure(page, 'Loss').textContent())).toBeCloseTo(loss, 3);

  // All that is on a canvas.
  const shown = [
    picture(page, 'Masked'),
    picture(page, 'Original'),
    page.getByRole('img', { name: 'photo.png' }),
  ];
  const look = () => Promise.all(shown.map((canvas) => pixelsOf(canvas, 28)));
  const before = await look();
  const address = page.url();

  // Nothing is asked of the page: it notices by itself.
  const devtools = await browser.newBrowserCDPSession();
  await devtools.send('Browser.crashGpuProcess').catch(() => undefined);
  await expect(page.getByRole('alert')).toContainText('WebGPU stopped working');
  await expect(page.getByText(/Runs on WebAssembly: WebGPU failed/)).toBeVisible();
  await settled(page);
  expect(await look()).toEqual(before);
  expect(worstDifference(await pixels(page, 'Reconstruction'), drawn)).toBeLessThanOrEqual(1);
  await expect(measure(page, 'Loss')).toHaveText(shownLoss);
  await expect(page.getByText(`${reference.photo}, which stays`)).toBeVisible();
  expect(page.url()).toBe(address);
  await page.getByRole('button', { name: 'New mask' }).click();
  await settled(page);
  await expect(measure(page, 'Loss')).toHaveText(/^\d\.\d{4}$/);
});

test('a file that brings no numbers is trusted to the GPU once the built-in model is right on it', async ({
  page,
}) => {
  await open(page);
  await choosePhotograph(page, fixture(reference.photo));
  await page
    .getByLabel('Open a model file')
    .setInputFiles(['model.safetensors', 'config.json'].map((name) => fixture(`checkpoints/hub/${name}`)));
  await expect(page.getByText('The file brings no numbers of PyTorch’s to check it against.')).toBeVisible();
  await backendMenu(page).selectOption('WebGPU');
  await settled(page);
  await expect(
    page.getByText(/Runs on WebGPU: .* the built-in model’s are right here, within .* of PyTorch’s numbers/),
  ).toBeVisible();
  const expected = await fixturePixels(page, 'checkpoints/reconstruction.png', 32);
  expect(worstDifference(await pixels(page, 'Reconstruction', 32), expected)).toBeLessThanOrEqual(1);
});
