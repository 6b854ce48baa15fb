/** Whether anything is left behind by many ticks. */
import { type Page, test } from '@playwright/test';
import { open } from '../e2e/playground';
import { atMost, mb, note } from './rows';
import { tick } from './tick';

/** Bytes of the page and its workers, WebAssembly included, after garbage was collected. */
async function memory(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage');
  await session.detach();
  return page.evaluate(async () => {
    const measured = await (
      performance as unknown as { measureUserAgentSpecificMemory(): Promise<{ bytes: number }> }
    ).measureUserAgentSpecificMemory();
    return measured.bytes;
  });
}

test('memory over 1,000 ticks', async ({ page }) => {
  await open(page);
  for (let i = 0; i < 100; i++) await tick(page);
  const before = await memory(page);
  for (let i = 0; i < 1000; i++) await tick(page);
  const after = await memory(page);
  const percent = (value: number): string => `${value.toFixed(2)} %`;
  await note({ measure: 'after 100 ticks and garbage collection', here: mb(before) });
  await atMost('growth over 1,000 more', (after / before - 1) * 100, 3, percent);
});
