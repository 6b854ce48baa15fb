/** How much memory a page takes. */
import type { Page } from '@playwright/test';

/** Bytes of the page and its workers, WebAssembly included, after garbage was collected. */
export async function memory(page: Page): Promise<number> {
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
