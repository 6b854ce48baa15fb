/** What a first visit fetches, as a host sends it that compresses with brotli, is no more than the page allows itself. */
import { brotliCompressSync, constants } from 'node:zlib';
import { expect } from '@playwright/test';
import { firstLoad, PARTS } from './firstLoad';
import { visit as test } from './playground';

/** In kB of 1000 bytes, a little above what it takes now. Who raises one says in the commit what it is for. */
const MOST: Readonly<Record<keyof typeof PARTS, number>> = {
  page: 278,
  fonts: 50,
  photographs: 85,
  onnxruntime: 2750,
  model: 6800,
};

/** At a quality that hosts take the time for. */
function sent(path: string, body: Buffer): number {
  if (PARTS.photographs.test(path) || path.endsWith('.woff2')) return body.length;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: body.length };
  return brotliCompressSync(body, { params }).length;
}

test('a first visit fetches no more than it may, and nothing large twice', async ({ page, baseURL }) => {
  const asked = await firstLoad(page, baseURL as string);
  // onnxruntime asks for its WebAssembly once more, which the browser then has.
  const large = asked.filter((path) => /\.(safetensors|jpg|webp|woff2)$/.test(path));
  expect(large).toEqual([...new Set(large)]);

  const files = await Promise.all(
    [...new Set(asked)].map(async (path) => {
      const body = Buffer.from(await (await fetch(baseURL + path)).arrayBuffer());
      return { path, kB: sent(path, body) / 1000 };
    }),
  );
  const over = Object.entries(PARTS).flatMap(([part, pattern]) => {
    const most = MOST[part as keyof typeof PARTS];
    const own = files.filter(({ path }) => pattern.test(path)).sort((a, b) => b.kB - a.kB);
    const total = own.reduce((sum, { kB }) => sum + kB, 0);
    console.log(`${part}: ${total.toFixed(0)} of ${most} kB`);
    const largest = own.slice(0, 5).map(({ path, kB }) => `${path} ${kB.toFixed(1)} kB`);
    return total > most ? [`${part}: ${(total - most).toFixed(1)} kB too much: ${largest.join(', ')}`] : [];
  });
  expect(over).toEqual([]);
  expect(files.filter(({ path }) => !Object.values(PARTS).some((part) => part.test(path)))).toEqual([]);
});
