/** What a page's main thread does: its processor time, and what a person would feel of it. */
import type { Browser, Page } from '@playwright/test';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

const START = 'bench:start';
const END = 'bench:end';

/**
 * Milliseconds of processor time that the page's main thread spends in each `act`, which must come back when the page is done with what
 * it caused. From the browser's own trace of tasks: what other threads do at the time is not in it.
 */
export async function mainThreadTimes(
  browser: Browser,
  page: Page,
  runs: number,
  act: () => Promise<unknown>,
): Promise<number[]> {
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'blink.user_timing'] },
  });
  for (let run = 0; run < runs; run++) {
    await page.evaluate((name) => performance.mark(name), START);
    await act();
    await page.evaluate((name) => performance.mark(name), END);
  }
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  const marks = events.filter(({ name }) => name === START || name === END).sort((a, b) => a.ts - b.ts);
  const tasks = events.filter(
    ({ name, pid, tid, tdur }) =>
      name === 'ThreadControllerImpl::RunTask' && tdur && pid === marks[0]?.pid && tid === marks[0]?.tid,
  );
  return marks.flatMap(({ name, ts }, i) => {
    const end = marks[i + 1];
    if (name !== START || end?.name !== END) return [];
    const during = tasks.filter((task) => task.ts >= ts && task.ts < end.ts);
    return [during.reduce((sum, { tdur = 0 }) => sum + tdur / 1000, 0)];
  });
}

/**
 * Milliseconds that the page's own scripts take in each `act` on average, with what they call and with garbage collection: from a CPU
 * profile. Layout and painting are not in it, nor what the bench itself runs in the page.
 */
export async function scriptTime(page: Page, runs: number, act: () => Promise<unknown>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 100 });
  await session.send('Profiler.start');
  for (let run = 0; run < runs; run++) await act();
  const { nodes, samples = [], timeDeltas = [] } = (await session.send('Profiler.stop')).profile;
  await session.detach();
  const own = new Set<number>();
  // A node comes before those that it calls.
  for (const { id, callFrame, children = [] } of nodes) {
    if (callFrame.url.includes('/assets/') || callFrame.functionName === '(garbage collector)') own.add(id);
    if (own.has(id)) for (const child of children) own.add(child);
  }
  const spent = samples.reduce((sum, id, i) => (own.has(id) ? sum + (timeDeltas[i] ?? 0) : sum), 0);
  return spent / 1000 / runs;
}

/** Of a stretch of time, in milliseconds. */
export interface Felt {
  readonly frames: readonly number[];
  readonly longTasks: readonly number[];
  /** Reconstructions that came. */
  readonly pictures: number;
  readonly duration: number;
}

/** To be called before the page is opened: counts reconstructions as they come from the worker. */
export const countPictures = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const counted = globalThis as unknown as { pictures: number };
    counted.pictures = 0;
    globalThis.Worker = class extends Worker {
      constructor(...args: ConstructorParameters<typeof Worker>) {
        super(...args);
        this.addEventListener('message', ({ data }) => {
          if (data?.type === 'reconstructed') counted.pictures++;
        });
      }
    };
  });

/** What a person feels while `act` lasts. */
export async function felt(page: Page, act: () => Promise<unknown>): Promise<Felt> {
  await page.evaluate(() => {
    const noted = globalThis as unknown as {
      noted: { frames: number[]; longTasks: number[] };
      pictures: number;
    };
    const frames: number[] = [];
    const longTasks: number[] = [];
    noted.noted = { frames, longTasks };
    noted.pictures = 0;
    new PerformanceObserver((list) => {
      longTasks.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: 'longtask' });
    let before = performance.now();
    const next = (now: number): void => {
      frames.push(now - before);
      before = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  const began = performance.now();
  await act();
  const duration = performance.now() - began;
  const { noted, pictures } = await page.evaluate(() => {
    const { noted: all, pictures: came } = globalThis as unknown as {
      noted: { frames: number[]; longTasks: number[] };
      pictures: number;
    };
    return { noted: all, pictures: came };
  });
  return { ...noted, pictures, duration };
}

/** Drags the slider to and fro with the mouse, 60 times a second, for some seconds. */
export async function drag(page: Page, milliseconds: number): Promise<void> {
  const slider = page.getByRole('slider', { name: 'Mask ratio' });
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  if (!box) throw new Error('there is no slider to drag');
  const place = (seconds: number): [number, number] => [
    box.x + box.width * (0.5 + 0.4 * Math.sin(seconds * 2)),
    box.y + box.height / 2,
  ];
  await page.mouse.move(...place(0));
  await page.mouse.down();
  const began = performance.now();
  for (let step = 1; performance.now() - began < milliseconds; step++) {
    await page.mouse.move(...place(step / 60));
    const ahead = (step * 1000) / 60 - (performance.now() - began);
    if (ahead > 0) await new Promise((resolve) => setTimeout(resolve, ahead));
  }
  await page.mouse.up();
}

/**
 * Moves the slider by one of its steps in every frame, for some seconds; returns how often. From inside of the page: a mouse that is
 * moved from outside waits for an answer after each step, and so comes to forty a second at the most.
 */
export const moveEachFrame = (page: Page, milliseconds: number): Promise<number> =>
  page.getByRole('slider', { name: 'Mask ratio' }).evaluate(
    (slider: HTMLInputElement, duration) =>
      new Promise<number>((resolve) => {
        // React hears only of what was not set by way of the element itself.
        const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
        const began = performance.now();
        let moves = 0;
        const next = (): void => {
          if (performance.now() - began > duration) return resolve(moves);
          const place = moves++ % 200;
          value?.set?.call(slider, String(25 + 0.5 * Math.min(place, 200 - place)));
          slider.dispatchEvent(new Event('input', { bubbles: true }));
          requestAnimationFrame(next);
        };
        next();
      }),
    milliseconds,
  );
