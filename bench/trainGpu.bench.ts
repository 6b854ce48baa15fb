/** What a step of training asks of a GPU. The adapter is a software one: counts and bytes are those of any GPU, times are not. */
import { expect, test } from '@playwright/test';
import { knowThePage } from '../e2e/playground';
import { countGpu, difference, marks } from './gpuCounts';
import { atMost, count, kb, median, note } from './rows';

test('what a step of the smallest preset asks of a GPU', async ({ page }) => {
  await page.addInitScript(knowThePage);
  await countGpu(page, 'train');
  // The thread must still be there when it is asked.
  await page.goto('./#mode=train&steps=1000');
  await page.getByRole('combobox', { name: 'Backend' }).selectOption('WebGPU');
  const room = page.getByRole('region', { name: 'Train', exact: true });
  await expect(room).toContainText('now on WebGPU');
  // The page's own model keeps the software GPU busy until then.
  await expect(page.getByText(/Runs on WebGPU/)).toBeVisible({ timeout: 240_000 });
  await room.getByRole('button', { name: 'Begin', exact: true }).click();
  // Ten, or more where a step takes no time.
  await expect(room).toContainText(/Learning: step \d{2,3} of/, { timeout: 800_000 });
  const all = await marks(page);
  const steps = all.flatMap(([type, after], i) =>
    type === 'step' ? [difference((all[i - 1] as (typeof all)[number])[1], after)] : [],
  );
  const [first, ...others] = steps;
  const each = (of: keyof (typeof steps)[number]): number => median(others.map((step) => step[of]));
  await atMost('read-backs (buffer maps)', each('maps'), 1, count);
  await note({ measure: 'bytes down', here: count(each('down')) });
  await note({ measure: 'bytes up', here: kb(each('up')) });
  await note({ measure: 'submits', here: count(each('submits')) });
  await note({ measure: 'dispatches', here: count(each('dispatches')) });
  await note({ measure: 'shaders compiled by the first step', here: count(first?.compiles ?? Number.NaN) });
  const compiled = others.reduce((sum, step) => sum + step.compiles, 0);
  await atMost('shaders compiled by all others', compiled, 0, count);
  const left = others.slice(1).reduce((sum, step) => sum + step.alive, 0);
  await note({ measure: `more buffers alive after ${others.length - 1} of them`, here: count(left) });
});
