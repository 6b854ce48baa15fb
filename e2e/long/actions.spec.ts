/** Random use: many actions in a row over all modes, and after each what is shown belongs together. */
import { execFileSync } from 'node:child_process';
import { expect, type Page } from '@playwright/test';
import fc from 'fast-check';
import { REST_MS } from '../../src/store/rest';
import { open, pixels, test } from '../playground';
import { allActions, type Where } from './actions';

/** Of each walk. Many short ones: of each step of a test, Playwright looks through all before it. */
const RUNS = 5;
const ACTIONS = 50;
const SEEDS = Array.from({ length: 10 }, (_, i) => i + 1);

/** A state that PyTorch is asked about afterwards. */
interface Noted {
  readonly rgba: string;
  readonly seed: number;
  readonly ratio: number;
  readonly visible: number;
  readonly loss: number;
}

const RECIPE = new URL('../../models/recipe/', import.meta.url).pathname;

/** PyTorch's own numbers for the same squares, seeds and ratios. */
const pytorch = (states: readonly Noted[]): { visible: number; loss: number }[] =>
  JSON.parse(
    execFileSync(`${RECIPE}.venv/bin/python`, ['-m', 'page.numbers', '--model', '../mae-tiny'], {
      cwd: RECIPE,
      input: JSON.stringify(states),
      maxBuffer: 2 ** 26,
    }).toString(),
  );

/** The state, if it is one picture, side by side, behind a random mask. */
async function note(page: Page): Promise<Noted | undefined> {
  const fields = new URLSearchParams(new URL(page.url()).hash.slice(1));
  const isPlain = !['mode', 'view', 'mask'].some((key) => fields.has(key));
  if (!isPlain || fields.get('strategy') !== 'random') return undefined;
  const loss = await page.getByRole('status', { name: 'Loss' }).textContent();
  if (loss === '–') return undefined;
  const visible = await page.getByRole('status', { name: 'Visible patches' }).textContent();
  return {
    rgba: (await pixels(page, 'Original')).toString('base64'),
    seed: Number(fields.get('seed')),
    ratio: Number(fields.get('ratio')),
    visible: Number.parseInt(visible ?? '', 10),
    loss: Number(loss),
  };
}

/** Bytes of JavaScript that are still in use. */
async function heap(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  await devtools.detach();
  return usedSize;
}

/** Runs in the page: a hand is at rest at once. Of a walk's time, the wait for that would be most. */
function restSooner(rest: number): void {
  const { setTimeout } = globalThis;
  const sooner = (task: TimerHandler, ms?: number, ...args: unknown[]): number =>
    setTimeout(task, ms === rest ? 10 : ms, ...args);
  Object.assign(globalThis, { setTimeout: sooner });
}

/** All walks of a worker go on where the one before has ended: what builds up over an hour of use is to be seen. */
const where: Where = { tab: 'One picture', strategy: 'Random', layout: 'Side by side' };
const errors: string[] = [];
const heaps: number[] = [];
const workers = new Set<number>();

test.beforeAll(async ({ tab }) => {
  tab.setDefaultTimeout(20_000);
  tab.on('pageerror', (error) => errors.push(error.message));
  tab.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await tab.addInitScript(restSooner, REST_MS);
  // Two walks go on at the same time: with threads, each would wait for the other's.
  const devtools = await tab.context().newCDPSession(tab);
  await devtools.send('Emulation.setHardwareConcurrencyOverride', { hardwareConcurrency: 1 });
  await open(tab);
});

for (const seed of SEEDS) {
  test(`whatever a person does, pictures, numbers and address belong together (${seed})`, async ({
    page,
  }) => {
    test.setTimeout(300_000);
    let done = 0;
    const states: Noted[] = [];
    const commands = allActions(async (at) => {
      done++;
      expect(errors).toEqual([]);
      const state = await note(at);
      if (state) states.push(state);
    });
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: ACTIONS, size: 'max' }), async (sequence) => {
        await fc.asyncModelRun(() => ({ model: where, real: page }), sequence);
        heaps.push(await heap(page));
        workers.add(page.workers().length);
      }),
      { seed, numRuns: RUNS, endOnFailure: true },
    );
    console.log(`${done} actions, ${states.length} states given to PyTorch`);
    expect(done).toBeGreaterThan(0);
    // The first run has opened everything once.
    expect(heaps.at(-1), `${heaps}`).toBeLessThan(1.5 * heaps[1] + 8e6);
    // The threads that interpolate and that look inside are started when they are first needed, and no others.
    expect(Math.max(...workers) - Math.min(...workers)).toBeLessThanOrEqual(2);
    pytorch(states).forEach(({ visible, loss }, i) => {
      expect(states[i].visible).toBe(visible);
      expect(Math.abs(states[i].loss - loss)).toBeLessThan(2e-4);
    });
  });
}
