/** Measures the page as a person meets it, beside onnxruntime-node on the same work, and prints rows for RESULTS.md. */

import { statSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { type Browser, expect, type Page, test } from '@playwright/test';
import reference from '../e2e/fixtures/reference.json' with { type: 'json' };
import {
  choosePhotograph,
  fixture,
  fixturePixels,
  measure,
  open,
  pixels,
  setRatio,
  settled,
  worstDifference,
} from '../e2e/playground';
import { peakOfRenderers, writeBase } from './base';
import { median, timeNode } from './node';

const say = (name: string, value: string): void => console.log(`| ${name} | ${value} |`);
const ms = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ms`;
const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

/** One New mask after another: median milliseconds from the click to the pictures, and of the network as the page reports it. */
async function tick(page: Page, runs: number): Promise<{ click: number; total: number }> {
  const clicks: number[] = [];
  const totals: number[] = [];
  for (let run = -2; run < runs; run++) {
    const click = await page.getByRole('button', { name: 'New mask' }).evaluate(
      (button: HTMLButtonElement) =>
        new Promise<number>((resolve) => {
          const main = document.querySelector('main') as HTMLElement;
          const started = performance.now();
          let busy = false;
          const observer = new MutationObserver(() => {
            if (main.ariaBusy === 'true') busy = true;
            else if (busy) {
              observer.disconnect();
              resolve(performance.now() - started);
            }
          });
          observer.observe(main, { attributes: true });
          button.click();
        }),
    );
    if (run < 0) continue;
    clicks.push(click);
    totals.push(Number.parseFloat((await measure(page, 'Time').textContent()) ?? ''));
  }
  return { click: median(clicks), total: median(totals) };
}

/** From a fresh visit to the first reconstruction of the person's own photograph. */
async function coldStart(browser: Browser, baseURL: string): Promise<number> {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  const started = performance.now();
  await page.goto('./');
  await choosePhotograph(page, fixture(reference.photo));
  await settled(page);
  const elapsed = performance.now() - started;
  await context.close();
  return elapsed;
}

/** Every file of a first visit, as sent by a server that compresses with brotli. */
async function firstLoad(browser: Browser, baseURL: string): Promise<void> {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  const urls = new Set<string>();
  context.on('request', (request) => {
    if (request.url().startsWith(baseURL)) urls.add(request.url());
  });
  await open(page);
  const bodies = await Promise.all(
    [...urls].map(async (url) => [url, Buffer.from(await (await fetch(url)).arrayBuffer())] as const),
  );
  const files = bodies.map(([url, body]) => {
    const sent = /\.(webp|jpg|woff2)$/.test(url) ? body.length : brotliCompressSync(body).length;
    return { url, raw: body.length, sent };
  });
  const sum = (pattern: RegExp): string => {
    const matching = files.filter(({ url }) => pattern.test(url));
    const total = (key: 'raw' | 'sent') => matching.reduce((all, file) => all + file[key], 0);
    return `${mb(total('raw'))} / ${mb(total('sent'))}`;
  };
  say('first load, all (raw / brotli)', sum(/./));
  say('– page: HTML, script, style, font', sum(/(\/|\.js|\.mjs|\.css|\.woff2|\.svg)$/));
  say('– photographs', sum(/\.(jpg|webp)$/));
  say('– onnxruntime-web', sum(/\.wasm$/));
  say('– model', sum(/\.(onnx|safetensors|json)$/));
  await context.close();
}

test('the built-in model', async ({ page, browser, baseURL }, { project }) => {
  const gpu = project.name === 'webgpu';
  const runs = gpu ? 3 : 40;
  console.log(`\n| ${project.name} | |\n|---|---|`);
  if (!gpu) {
    await firstLoad(browser, baseURL as string);
    const colds: number[] = [];
    for (let i = 0; i < 5; i++) colds.push(await coldStart(browser, baseURL as string));
    say('cold: from opening the page to the first own reconstruction, median of 5', ms(median(colds)));
  }
  await open(page);
  await choosePhotograph(page, fixture(reference.photo));
  if (gpu) await page.getByRole('combobox', { name: 'Backend' }).selectOption('WebGPU');
  await settled(page);
  const worst: number[] = [];
  for (const { file, kind, seed, ratio } of reference.pictures) {
    if (kind !== 'reconstruction' || (gpu && worst.length > 0)) continue;
    await page.getByRole('spinbutton', { name: 'Seed' }).fill(String(seed));
    await setRatio(page, ratio * 100);
    await settled(page);
    worst.push(worstDifference(await pixels(page, 'Reconstruction'), await fixturePixels(page, file)));
  }
  say('largest difference of a drawn pixel from PyTorch', `${Math.max(...worst)} of 255`);
  const words = await page.getByText(/Self-check passed/).textContent();
  say('the page’s self-check', words?.trim() ?? '');
  await setRatio(page, 75);
  await settled(page);
  const { click, total } = await tick(page, runs);
  const parts = await measure(page, 'Time').locator('..').getAttribute('title');
  const node = await timeNode('models/mae-tiny/model.safetensors', 40);
  const peer = node.encoder + node.decoder;
  say(
    `warm encoder + decoder at 75 %, median of ${runs}`,
    `${ms(total)}${parts ? ` (the last: ${parts})` : ''}`,
  );
  say('onnxruntime-node, the same', `${ms(node.encoder)} + ${ms(node.decoder)} = ${ms(peer)}`);
  say('ratio of the page to onnxruntime-node', (total / peer).toFixed(1));
  say(`click on New mask to pictures, median of ${runs}`, ms(click));
});

test('a file of the size of MAE-Base', async ({ page }, info) => {
  test.skip(info.project.name === 'webgpu', 'a software adapter says nothing of a real one');
  const path = info.outputPath('base.safetensors');
  writeBase(path);
  await open(page);
  const before = peakOfRenderers();
  const started = performance.now();
  await page.getByLabel('Open a model file').setInputFiles(path);
  await expect(
    page.getByRole('combobox', { name: 'Model', exact: true }).locator('option:checked'),
  ).toHaveText('base.safetensors');
  await settled(page);
  const load = performance.now() - started;
  const peak = peakOfRenderers();
  console.log('\n| MAE-Base with random weights, float32, on wasm | |\n|---|---|');
  say('file', mb(statSync(path).size));
  say('load: from choosing the file to the first reconstruction', ms(load));
  say('most memory of the page’s process (before it was opened)', `${mb(peak)} (${mb(before)})`);
  const { click, total } = await tick(page, 10);
  const node = await timeNode(path, 10);
  const peer = node.encoder + node.decoder;
  say('warm encoder + decoder at 75 %, median of 10', ms(total));
  say('onnxruntime-node, the same', `${ms(node.encoder)} + ${ms(node.decoder)} = ${ms(peer)}`);
  say('ratio of the page to onnxruntime-node', (total / peer).toFixed(1));
  say('onnxruntime-node, load', ms(node.load));
  say('click on New mask to pictures, median of 10', ms(click));
});
