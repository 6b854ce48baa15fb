/** The same sentences in every engine: Chromium's, Firefox's, WebKit's. */
import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { samples as photographs } from '../../src/store/samples';
import { say } from '../../src/words/say';
import reference from '../fixtures/reference.json' with { type: 'json' };
import samples from '../fixtures/samples.json' with { type: 'json' };
import { MODEL, pathsKept, serve } from '../host';
import { fixture, untilSettled } from '../playground';
import type { Tab } from './tab';
import { test } from './test';

const settled = (tab: Tab): Promise<void> => tab.evaluate(untilSettled, undefined);

test.afterEach(({ tab }) => {
  expect(tab.complaints).toEqual([]);
});

/** By a link, which says that nothing is pasted: a first visit has its own tests. */
async function open(tab: Tab, address: string): Promise<void> {
  await tab.goto(address.includes('#') ? address : `${address}#view=triplet`);
  await settled(tab);
}

async function choosePhotograph(tab: Tab): Promise<void> {
  await tab.choose('Choose a photograph', fixture(reference.photo));
  await expect.poll(() => tab.text('region', 'Photograph')).toContain(`${reference.photo}, which stays`);
  await settled(tab);
}

/** Runs in the page: the largest difference between a picture of the page and a PNG, in levels of 0 … 255. */
async function worstDifference([name, png]: readonly [string, string]): Promise<number> {
  const file = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
  const expected = new Image();
  expected.src = URL.createObjectURL(new Blob([file], { type: 'image/png' }));
  await expected.decode();
  const side = expected.width;
  const [a, b] = [document.querySelector(`canvas[aria-label="${name}"]`) as HTMLCanvasElement, expected].map(
    (source) => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = side;
      const context = canvas.getContext('2d') as CanvasRenderingContext2D;
      context.imageSmoothingEnabled = false;
      context.drawImage(source, 0, 0, side, side);
      return context.getImageData(0, 0, side, side).data;
    },
  );
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i])), 0);
}

const difference = (tab: Tab, name: string, png: string): Promise<number> =>
  tab.evaluate(worstDifference, [name, readFileSync(fixture(png), 'base64')] as const);

test('my photograph is masked and reconstructed as PyTorch does it, at any seed and ratio', async ({
  tab,
  baseURL,
}) => {
  await open(tab, baseURL as string);
  await choosePhotograph(tab);
  expect(await difference(tab, 'Original', reference.photo)).toBe(0);
  const [first, , , second] = reference.pictures;
  expect(await difference(tab, 'Masked', 'masked-seed0-ratio75.png')).toBe(0);
  expect(await difference(tab, 'Reconstruction', first.file)).toBeLessThanOrEqual(2);
  expect(Number(await tab.text('status', 'Loss'))).toBeCloseTo(first.loss, 4);
  for (let seed = 1; seed <= second.seed; seed++) await tab.click('button', 'New mask');
  await tab.press('slider', 'Mask ratio', ...Array<string>(30).fill('ArrowRight'));
  await settled(tab);
  expect(await tab.text('status', 'Visible patches')).toBe(`${second.visible} of 196`);
  expect(await difference(tab, 'Reconstruction', second.file)).toBeLessThanOrEqual(2);
  expect(Number(await tab.text('status', 'Loss'))).toBeCloseTo(second.loss, 4);
});

test('every photograph of the page has the loss that it has in PyTorch', async ({ tab, baseURL }) => {
  await open(tab, baseURL as string);
  for (const { id, subject } of photographs) {
    const words = say(subject);
    await tab.click('button', words);
    await settled(tab);
    const loss = samples.samples.find((sample) => sample.id === id)?.loss;
    expect(Number(await tab.text('status', 'Loss')), words).toBeCloseTo(loss as number, 4);
  }
});

test('in Chinese every word is Chinese, numbers and errors too', async ({ tab, baseURL }) => {
  await open(tab, `${baseURL}#lang=zh-CN`);
  expect(await tab.text('status', '可见图像块')).toBe('49 / 196');
  const language = () => tab.evaluate(() => document.documentElement.lang, undefined);
  expect(await language()).toBe('zh-CN');
  expect(await tab.text('region', '照片')).toContain('选择照片');
});

test('inside the network a patch looks somewhere, and what it is like is seen', async ({ tab, baseURL }) => {
  await open(tab, `${baseURL}#lang=en&mode=inside&sight=attention`);
  await tab.evaluate(async () => {
    const seen = () => document.querySelector('[aria-label="Inside"][aria-busy="false"]');
    while (!seen()) await new Promise(requestAnimationFrame);
  }, undefined);
  expect(await tab.text('region', 'Inside')).toMatch(/On average [\d.]+ patches away/);
});

test('a figure of three ratios is made, and saved', async ({ tab, baseURL }) => {
  await open(tab, baseURL as string);
  await tab.click('tab', 'Figure');
  await tab.evaluate(async () => {
    const made = () => document.querySelector('[aria-label="Figure"][aria-busy="false"]');
    while (!made()) await new Promise(requestAnimationFrame);
  }, undefined);
  await tab.click('button', 'Save');
  const { name, bytes } = await tab.saved(() => tab.click('button', 'Save SVG'));
  expect(name).toBe('mae-ratios.svg');
  expect(bytes.toString().match(/<image /g)).toHaveLength(7);
});

test('a model file of the hub’s kind draws what transformers draws', async ({ tab, baseURL }) => {
  await open(tab, baseURL as string);
  await choosePhotograph(tab);
  const files = ['model.safetensors', 'config.json'].map((name) => fixture(`checkpoints/hub/${name}`));
  await tab.choose('Open a model file', ...files);
  await expect
    .poll(() => difference(tab, 'Reconstruction', 'checkpoints/reconstruction.png'))
    .toBeLessThanOrEqual(1);
});

test('a model is downloaded from the hub in parts, and is there without it after a reload where the browser keeps files', async ({
  tab,
  hub,
  baseURL,
  browserName,
}) => {
  await open(tab, baseURL as string);
  await choosePhotograph(tab);
  await tab.click('button', 'More models');
  await tab.click('button', 'MAE-Base about 448 MB');
  const offer = await tab.text('region', 'What will be downloaded');
  expect(offer).toContain('CC BY-NC 4.0');
  hub.bytesAtOnce = Math.ceil(hub.content.length / 3);
  await tab.click('button', 'Download 0.3 MB');
  await expect.poll(() => tab.text('region', 'Kept on this machine')).toContain('facebook/vit-mae-base');
  expect(hub.asked.filter((path) => path.includes('bytes='))).toHaveLength(3);
  await expect
    .poll(() => difference(tab, 'Reconstruction', 'checkpoints/reconstruction.png'))
    .toBeLessThanOrEqual(1);
  if (browserName === 'webkit') {
    // WebKitGTK gives pages no files of their own, which is said before.
    expect(offer).toContain('it is held in memory, and gone when the page is closed');
    return;
  }
  // The address follows when the hand has rested.
  await expect
    .poll(() => tab.evaluate(() => location.hash, undefined))
    .toContain('model=hub-facebook/vit-mae-base');
  hub.asked.length = 0;
  await tab.reload();
  await choosePhotograph(tab);
  await expect
    .poll(() => difference(tab, 'Reconstruction', 'checkpoints/reconstruction.png'))
    .toBeLessThanOrEqual(1);
  expect(hub.asked).toEqual([]);
});

test('after one visit the page works without its host', async ({ tab }) => {
  const host = await serve();
  await open(tab, host.address);
  await tab.evaluate(async () => void (await navigator.serviceWorker.ready), undefined);
  await expect.poll(() => tab.evaluate(pathsKept, undefined)).toContainEqual(MODEL);
  await host.close();
  await tab.goto('about:blank');
  await open(tab, `${host.address}#ratio=0.5`);
  expect(await tab.text('status', 'Visible patches')).toBe('98 of 196');
  await tab.click('button', 'Mountains');
  await settled(tab);
  expect(await tab.text('status', 'Loss')).toMatch(/^0\.\d{4}$/);
});

/** RELOADS=60 asks for more. */
const TIMES = Number(process.env.RELOADS ?? 20);

test(`the page starts ${TIMES} times of ${TIMES}`, async ({ tab, baseURL }) => {
  test.setTimeout(60_000 + TIMES * 10_000);
  await open(tab, baseURL as string);
  // Asked of the page itself: to look for roles takes some drivers longer each time.
  const loss = () =>
    tab.evaluate(() => document.querySelector('output[aria-label="Loss"]')?.textContent, undefined);
  const first = await loss();
  expect(first).toMatch(/^0\.\d{4}$/);
  for (let time = 1; time <= TIMES; time++) {
    await tab.reload();
    await settled(tab);
    expect(await loss()).toBe(first);
  }
});
