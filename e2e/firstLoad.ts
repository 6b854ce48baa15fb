/** What a first visit fetches, and what of it is which part of the page. */
import type { Page } from '@playwright/test';
import { open } from './playground';

export const PARTS = {
  page: /^$|\.(html|js|mjs|css|svg|webmanifest)$/,
  fonts: /\.(woff2|ttf)$/,
  photographs: /\.(jpg|webp|avif|png)$/,
  onnxruntime: /\.wasm$/,
  model: /\.safetensors$|golden-[^/]*\.json$/,
} as const;

/** Opens the page; the paths that page and workers asked its host for, as often as they did. The page itself has none. */
export async function firstLoad(page: Page, baseURL: string): Promise<string[]> {
  const asked: string[] = [];
  page.context().on('request', (request) => {
    if (request.url().startsWith(baseURL)) asked.push(new URL(request.url()).pathname.slice(1));
  });
  await open(page);
  // What is fetched once the page is at work belongs to the visit as well.
  await page.waitForLoadState('networkidle');
  return asked;
}
