/** Files as large as the published models, opened from disk on WebAssembly. */
import { statSync, unlinkSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { open, settled } from '../e2e/playground';
import type { FullGeometry } from '../src/runtime/checkpoint/network';
import { timeNode } from './node';
import { BASE, HUGE, LARGE, peakOfRenderers, writeRandom } from './random';
import { atMost, mb, median, ms, note, seconds, times } from './rows';
import { tick } from './tick';

test.describe.configure({ timeout: 600_000 });

interface Opened {
  readonly load: number;
  readonly peak: number;
  readonly click: number;
  readonly network: number;
}

/** Opens a file and ticks; undefined when the page refuses it, which it then notes in the page's own words. */
async function opened(page: Page, path: string, runs: number): Promise<Opened | undefined> {
  await open(page);
  const before = peakOfRenderers();
  await note({ measure: 'file', here: mb(statSync(path).size) });
  const name = path.split('/').at(-1) as string;
  const started = performance.now();
  await page.getByLabel('Open a model file').setInputFiles(path);
  await expect(
    page
      .getByRole('combobox', { name: 'Model', exact: true })
      .locator('option:checked')
      .filter({ hasText: name })
      .or(page.getByRole('alert')),
  ).toBeAttached({ timeout: 300_000 });
  await Promise.race([
    settled(page),
    page.getByRole('alert').waitFor({ timeout: 500_000 }),
    page.getByText('The model is not running').waitFor({ timeout: 500_000 }),
  ]);
  const load = performance.now() - started;
  if (await page.getByRole('alert').isVisible()) {
    const words = (await page.getByRole('alert').textContent()) ?? '';
    await note({ measure: `after ${seconds(load)} the page says`, here: words.trim() });
    return undefined;
  }
  const clicks: number[] = [];
  const networks: number[] = [];
  for (let run = -1; run < runs; run++) {
    const { click, network } = await tick(page);
    if (run < 0) continue;
    clicks.push(click);
    networks.push(network);
  }
  const peak = peakOfRenderers();
  await note({ measure: 'most memory of the page’s process before the file was opened', here: mb(before) });
  return { load, peak, click: median(clicks), network: median(networks) };
}

test('a file of the size of MAE-Base, float32', async ({ page }, info) => {
  const path = info.outputPath('base.safetensors');
  writeRandom(path, BASE, 'F32');
  const here = await opened(page, path, 10);
  if (!here) throw new Error('the page refused it');
  const node = await timeNode(path, 10);
  unlinkSync(path);
  const peer = node.encoder + node.decoder;
  await atMost(
    'network / onnxruntime-node',
    here.network / peer,
    2.2,
    times,
    `${ms(here.network)} / ${ms(node.encoder)} + ${ms(node.decoder)}`,
  );
  await note({ measure: 'click to pictures, median of 10', here: ms(here.click) });
  await atMost(
    'from choosing the file to its first reconstruction',
    here.load,
    2500,
    seconds,
    `onnxruntime-node, both sessions ${seconds(node.load)}`,
  );
  await atMost('most memory of the page’s process', here.peak, 750e6, mb);
});

const large: readonly (readonly [string, FullGeometry])[] = [
  ['MAE-Large', LARGE],
  ['MAE-Huge', HUGE],
];

for (const [name, geometry] of large) {
  test(`a file of the size of ${name}, float16`, async ({ page }, info) => {
    const path = info.outputPath('large.safetensors');
    writeRandom(path, geometry, 'F16');
    const here = await opened(page, path, 3);
    unlinkSync(path);
    if (!here) return;
    await note({ measure: 'from choosing the file to its first reconstruction', here: seconds(here.load) });
    await note({ measure: 'most memory of the page’s process', here: mb(here.peak) });
    await note({ measure: 'click to pictures, median of 3', here: ms(here.click) });
  });
}

test('looking inside a file of the size of MAE-Base, float32', async ({ page }, info) => {
  const path = info.outputPath('base.safetensors');
  writeRandom(path, BASE, 'F32');
  if (!(await opened(page, path, 1))) throw new Error('the page refused it');
  const view = page.getByRole('region', { name: 'Inside' });
  const looked = async (act: () => Promise<void>): Promise<number> => {
    const started = performance.now();
    await act();
    await expect(view).toHaveAttribute('aria-busy', 'false', { timeout: 300_000 });
    return performance.now() - started;
  };
  const first = await looked(() => page.getByRole('tab', { name: 'Inside' }).click());
  await note({ measure: 'from the tab to the first look, a second network built', here: seconds(first) });
  const another = await looked(async () => {
    await page.getByRole('slider', { name: 'Block' }).fill('6');
    await expect(view).toHaveAttribute('aria-busy', 'true');
  });
  await note({ measure: 'another block of the whole picture', here: seconds(another) });
  const attention = await looked(async () => {
    await view.getByText('Attention', { exact: true }).click();
    await expect(view).toHaveAttribute('aria-busy', 'true');
  });
  await note({ measure: 'attention of a block, 12 heads', here: seconds(attention) });
  const recognise = page.getByRole('region', { name: 'Recognise' });
  await page.getByRole('tab', { name: 'Recognise' }).click();
  const started = performance.now();
  await recognise.getByRole('button', { name: 'Parts of the samples' }).click();
  await expect(recognise.getByRole('table').first()).toBeVisible({ timeout: 300_000 });
  await note({
    measure: '48 pictures recognised, each shown whole to a third network',
    here: seconds(performance.now() - started),
  });
  await note({ measure: 'most memory of the page’s process', here: mb(peakOfRenderers()) });
  unlinkSync(path);
});
