/** What a tick asks of a GPU. The adapter is a software one: counts and bytes are those of any GPU, times are not. */
import { expect, type Page, test } from '@playwright/test';
import { fixture, open, setRatio, settled } from '../e2e/playground';
import { type Counts, countGpu, counts, difference } from './gpuCounts';
import { atMost, count, kb, note } from './rows';
import { tick } from './tick';

/** What `ticks` of them add. */
async function added(page: Page, ticks: number): Promise<Counts> {
  const before = await counts(page);
  for (let run = 0; run < ticks; run++) await tick(page);
  return difference(before, await counts(page), ticks);
}

async function onGpu(page: Page): Promise<void> {
  await countGpu(page, 'inference');
  await open(page);
  await page.getByRole('combobox', { name: 'Backend' }).selectOption('WebGPU');
  await expect(page.getByText(/Runs on WebGPU/)).toBeVisible({ timeout: 120_000 });
  await settled(page);
}

test('what a tick of the built-in model asks of a GPU', async ({ page }) => {
  await onGpu(page);
  await tick(page);
  const each = await added(page, 3);
  await atMost('read-backs (buffer maps)', each.maps, 1, count);
  await atMost('bytes down', each.down, 603e3, kb);
  await atMost('bytes up', each.up, 160e3, kb);
  await note({ measure: 'submits', here: count(each.submits) });
  await note({ measure: 'dispatches', here: count(each.dispatches) });
  let compiles = 0;
  for (const percent of [5, 50, 90, 99]) {
    await setRatio(page, percent);
    await settled(page);
    compiles += (await added(page, 1)).compiles;
  }
  await atMost('shaders compiled after the first at any ratio, at four others', compiles, 0, count);
});

test('buffers after many ticks of a small model', async ({ page }) => {
  await onGpu(page);
  await page
    .getByLabel('Open a model file')
    .setInputFiles(['model.safetensors', 'config.json'].map((name) => fixture(`checkpoints/hub/${name}`)));
  await expect(
    page
      .getByText('The file brings no numbers')
      .or(page.getByText(/Runs on WebGPU/))
      .first(),
  ).toBeVisible({ timeout: 120_000 });
  await settled(page);
  for (let run = 0; run < 20; run++) await tick(page);
  const before = await counts(page);
  for (let run = 0; run < 200; run++) await tick(page);
  const after = await counts(page);
  await note({ measure: 'alive after 20 ticks', here: count(before.alive) });
  await atMost('more alive after 200 others', after.alive - before.alive, 0, count);
});
