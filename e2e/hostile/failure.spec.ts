/** When the model cannot be had. */
import { expect } from '@playwright/test';
import { fixture, measure, open, settled, visit as test } from '../playground';

test('a model that is missing gets a sentence, the page keeps its picture, and trying again works', async ({
  page,
}) => {
  await page.route('**/*.safetensors', (route) => route.fulfill({ status: 404 }));
  await page.goto('./');
  await expect(page.getByRole('alert')).toContainText('cannot run here: the server answered 404');
  await expect(measure(page, 'Time')).toHaveText('made beforehand');
  await page.unroute('**/*.safetensors');
  await page.getByRole('button', { name: 'Try again' }).click();
  await settled(page);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('when the next model fails no number of the one before stands beside the new mask', async ({ page }) => {
  await open(page);
  await expect(measure(page, 'Loss')).toHaveText(/^0\.\d{4}$/);
  await page.route('**/*.wasm', (route) => route.abort());
  const files = ['model.safetensors', 'config.json'].map((name) => fixture(`checkpoints/hub/${name}`));
  await page.getByLabel('Open a model file').setInputFiles(files);
  await expect(page.getByRole('alert')).toContainText('cannot run here');
  await expect(page.getByText('16 visible, 48 hidden')).toBeVisible();
  await expect(measure(page, 'Loss')).toHaveText('–');
  await expect(measure(page, 'Visible patches')).toHaveText('–');
  await expect(measure(page, 'Time')).toHaveText('–');
});

test('weights that were damaged on the way are not used', async ({ page }) => {
  await page.route('**/*.safetensors', async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    body[body.length - 1] ^= 1;
    await route.fulfill({ response, body });
  });
  await page.goto('./');
  await expect(page.getByRole('alert')).toContainText('SHA-256 differs');
});

test('a connection that breaks is named', async ({ page }) => {
  await page.route('**/*.safetensors', (route) => route.abort());
  await page.goto('./');
  await expect(page.getByRole('alert')).toContainText('check the connection and try again');
});

test('a wish for WebGPU where there is none ends on WebAssembly, and the page says why', async ({ page }) => {
  await open(page);
  await page.getByRole('combobox', { name: 'Backend' }).selectOption('WebGPU');
  await settled(page);
  await expect(page.getByText('Runs on WebAssembly: this browser offers no WebGPU')).toBeVisible();
});
