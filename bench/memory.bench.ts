/** Whether anything is left behind by many ticks. */
import { test } from '@playwright/test';
import { open } from '../e2e/playground';
import { memory } from './memory';
import { atMost, mb, note, percent } from './rows';
import { tick } from './tick';

test('memory over 1,000 ticks', async ({ page }) => {
  await open(page);
  for (let i = 0; i < 100; i++) await tick(page);
  const before = await memory(page);
  for (let i = 0; i < 1000; i++) await tick(page);
  const after = await memory(page);
  await note({ measure: 'after 100 ticks and garbage collection', here: mb(before) });
  await atMost('growth over 1,000 more', (after / before - 1) * 100, 3, percent);
});
