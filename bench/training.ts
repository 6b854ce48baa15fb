/** A run of training in the page, followed step by step; and the same in PyTorch. */
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { open } from '../e2e/playground';
import type { PresetName } from '../src/features/train/store/presets';
import type { Size } from '../src/mae/crop';
import { blankRaster } from '../src/mae/raster';
import { createBatches } from '../src/runtime/train/batches';
import type { FromTrainer, RunOptions, ToTrainer } from '../src/runtime/train/protocol';
import { median } from './rows';

const RECIPE = new URL('../models/recipe/', import.meta.url).pathname;
const PHOTOGRAPHS = new URL('../public/samples/', import.meta.url).pathname;
/** More than any of these runs makes. */
const MANY = 100_000;
/** The first compile, or wait for what that left behind; after a pause, caches are cold. */
const WARM = 10;

/** What the page and its worker have said to each other, in the page. */
interface Heard {
  options?: RunOptions;
  pictures: readonly Size[];
  /** Milliseconds of each step, as the worker has measured them: its batch and all. */
  steps: number[];
}

const room = (page: Page) => page.getByRole('region', { name: 'Train', exact: true });
const button = (page: Page, name: string) => room(page).getByRole('button', { name, exact: true });
const heardIn = (page: Page): Promise<Heard> =>
  page.evaluate(() => (globalThis as unknown as { heard: Heard }).heard);

/** Opens the room and begins a run of a preset, whose card is in view then. */
export async function begin(page: Page, preset: PresetName): Promise<void> {
  await page.addInitScript(() => {
    const heard: Heard = { pictures: [], steps: [] };
    Object.assign(globalThis, { heard });
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, ...sent: [message: unknown]) {
      const { type, options, pictures } = (sent[0] ?? {}) as Partial<ToTrainer & { type: 'start' }>;
      if (type === 'start' && options && pictures) {
        heard.options = options;
        heard.pictures = pictures.map(({ width, height }) => ({ width, height }));
        this.addEventListener('message', ({ data }: MessageEvent<FromTrainer>) => {
          if (data.type === 'step') heard.steps.push(data.ms);
        });
      }
      post.apply(this, sent);
    };
  });
  await open(page);
  await page.goto(`./#mode=train&preset=${preset}&steps=${MANY}`);
  await button(page, 'Begin').click();
  await button(page, 'Pause').scrollIntoViewIfNeeded();
}

/** Milliseconds of each of the next steps, but for those that come first. */
export async function nextSteps(page: Page, count: number): Promise<readonly number[]> {
  const before = (await heardIn(page)).steps.length + WARM;
  await page.waitForFunction(
    (wanted) => (globalThis as unknown as { heard: Heard }).heard.steps.length >= wanted,
    before + count,
    { polling: 200, timeout: 600_000 },
  );
  return (await heardIn(page)).steps.slice(before, before + count);
}

const KEPT = /Paused after step (\d+) of .*Kept in this browser after step \1\./s;

/** Until the step that is being made is over, and what came of it is kept. */
export async function pause(page: Page): Promise<void> {
  await button(page, 'Pause').click();
  await expect(room(page)).toContainText(KEPT, { timeout: 60_000 });
}

export const goOn = (page: Page): Promise<void> => button(page, 'Go on').click();

/** What was begun. */
export async function begun(page: Page): Promise<{ options: RunOptions; pictures: readonly Size[] }> {
  const { options, pictures } = await heardIn(page);
  if (!options) throw new Error('no run was begun');
  return { options, pictures };
}

/** Milliseconds, the middle of all steps, of making a batch and of all else. */
export interface Step {
  readonly batch: number;
  readonly step: number;
}

/** The same model, batch, optimiser and threads in PyTorch, with the recipe's own cuts of the same photographs. */
export function inPyTorch(options: RunOptions, steps: number): Promise<Step> {
  const { height, width, ...rest } = options.geometry;
  const asked = { ...options, geometry: { imageSize: height === width ? height : [height, width], ...rest } };
  return new Promise((resolve, reject) => {
    const photographs = readdirSync(PHOTOGRAPHS).filter((name) => name.endsWith('.jpg'));
    const words = [
      '-m',
      'page.train_speed',
      ...photographs.map((name) => PHOTOGRAPHS + name),
      '--steps',
      String(steps),
    ];
    const peer = execFile('.venv/bin/python', words, { cwd: RECIPE }, (error, out) => {
      if (error) reject(error);
      else resolve(JSON.parse(out));
    });
    peer.stdin?.end(JSON.stringify(asked));
  });
}

/** Milliseconds of making a batch of pictures of these sizes by the page's own code, in Node: the page measures it with the step. */
export function batchTime(options: RunOptions, pictures: readonly Size[], runs: number): number {
  const batches = createBatches({
    ...options,
    pictures: pictures.map(({ width, height }) => blankRaster(width, height)),
  });
  const times: number[] = [];
  for (let step = 0; step < WARM + runs; step++) {
    const began = performance.now();
    batches.batch(step, options.batch, options.masking);
    times.push(performance.now() - began);
  }
  return median(times.slice(WARM));
}
