/** What a first visit fetches, as a host sends it that compresses with brotli, is no more than the page allows itself. */
import { brotliCompressSync, constants } from 'node:zlib';
import { expect } from '@playwright/test';
import { settled, visit as test } from './playground';

/** In kB of 1000 bytes, a little above what it takes now. Who raises one says in the commit what it is for. */
const BUDGET = [
  { part: 'the page: HTML, script, style', files: /(\/|\.js|\.mjs|\.css|\.svg)$/, most: 210 },
  { part: 'fonts', files: /\.(woff2|ttf)$/, most: 50 },
  { part: 'photographs', files: /\.(jpg|webp|avif|png)$/, most: 85 },
  { part: 'onnxruntime', files: /\.wasm$/, most: 2750 },
  { part: 'the model', files: /\.safetensors$|golden-[^/]*\.json$/, most: 6800 },
] as const;

const isPacked = (url: string): boolean => /\.(jpg|webp|avif|png|woff2)$/.test(url);

/** At a quality that hosts take the time for. */
function sent(url: string, body: Buffer): number {
  if (isPacked(url)) return body.length;
  return brotliCompressSync(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  }).length;
}

test('a first visit fetches no more than it may, and nothing large twice', async ({
  page,
  context,
  baseURL,
}) => {
  const home = baseURL as string;
  const asked: string[] = [];
  context.on('request', (request) => {
    if (request.url().startsWith(home)) asked.push(request.url());
  });
  await page.goto('./');
  await settled(page);
  // What is fetched once the page is at work belongs to the visit as well.
  await page.waitForLoadState('networkidle');

  // onnxruntime asks for its WebAssembly once more, which the browser then has.
  const large = asked.filter((url) => /\.(safetensors|jpg|webp|woff2)$/.test(url));
  expect(large).toEqual([...new Set(large)]);

  const files = await Promise.all(
    [...new Set(asked)].map(async (url) => {
      const body = Buffer.from(await (await fetch(url)).arrayBuffer());
      return { name: url.slice(home.length) || 'index.html', url, kB: sent(url, body) / 1000 };
    }),
  );
  const over = BUDGET.flatMap(({ part, files: pattern, most }) => {
    const own = files.filter(({ url }) => pattern.test(url)).sort((a, b) => b.kB - a.kB);
    const total = own.reduce((sum, { kB }) => sum + kB, 0);
    console.log(`${part}: ${total.toFixed(0)} of ${most} kB`);
    const largest = own.map(({ name, kB }) => `${name} ${kB.toFixed(1)} kB`).slice(0, 5);
    return total > most
      ? [
          `${part} may take ${most} kB at a first visit and takes ${(total - most).toFixed(1)} kB more: ${largest.join(', ')}`,
        ]
      : [];
  });
  expect(over).toEqual([]);
  expect(files.filter(({ url }) => !BUDGET.some(({ files: pattern }) => pattern.test(url)))).toEqual([]);
});
