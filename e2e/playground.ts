/** The page as a person meets it, and the files they might bring. */
import { readFileSync } from 'node:fs';
import { test as base, type CDPSession, expect, type Locator, type Page } from '@playwright/test';

/** Closes all other tabs, and takes back what a test set up for all of them. */
async function tidy(tab: Page): Promise<void> {
  const context = tab.context();
  for (const page of context.pages()) if (page !== tab) await page.close();
  await context.unrouteAll();
  await context.clearPermissions();
}

/** What the page says of itself: the log of a run is often all that there is of a failure. */
async function tellOf(page: Page): Promise<void> {
  const words = page.evaluate(() => {
    const isBusy = document.querySelector('main')?.getAttribute('aria-busy');
    return `busy: ${isBusy}; ${document.body.innerText.replace(/\s+/g, ' ')}`;
  });
  const silence = new Promise<string>((resolve) => setTimeout(resolve, 5_000, 'it does not answer'));
  console.log(`The page when the test failed: ${await Promise.race([words, silence]).catch(String)}`);
}

/** Runs in the page: whoever is here has been here before, and looks at the raw output. */
export function knowThePage(): void {
  if (!location.protocol.startsWith('http')) return;
  localStorage.setItem('visited', 'yes');
  localStorage.setItem('view', 'triplet raw');
}

/**
 * For sentences that are not about a first visit: all those of a worker share one tab. What the browser keeps there (the files, the
 * compiled WebAssembly) is most of what a page costs to start. `open` loads the page anew; `goHome` does not even do that.
 */
export const test = base.extend<object, { tab: Page }>({
  tab: [
    async ({ browser }, use, { project }) => {
      const { baseURL, viewport, serviceWorkers } = project.use;
      const context = await browser.newContext({ baseURL, viewport, serviceWorkers });
      await context.addInitScript(knowThePage);
      await use(await context.newPage());
      await context.close();
    },
    { scope: 'worker' },
  ],
  context: ({ tab }, use) => use(tab.context()),
  page: async ({ tab, viewport }, use, info) => {
    await use(tab);
    if (info.status !== info.expectedStatus) await tellOf(tab);
    await tidy(tab);
    await tab.emulateMedia({ colorScheme: null, reducedMotion: null });
    if (viewport) await tab.setViewportSize(viewport);
  },
});

/**
 * For sentences about a visit: each has a tab of its own, in a browser that has kept nothing of the page. With `--process-per-site`
 * what is compiled stays for the next visit, as long as the shared tab is there.
 */
export const visit = test.extend({
  page: async ({ tab, context }, use) => {
    // A page of the same site that meets no other.
    await tab.goto('./robots.txt');
    homeOf.delete(tab);
    const devtools = await context.newCDPSession(tab);
    const { origin } = new URL(tab.url());
    const clear = () => devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    // A page that was closed while it kept something may have done so after it was cleared away.
    await clear();
    await use(await context.newPage());
    await tidy(tab);
    await clear();
  },
});

export const fixture = (name: string): string => new URL(`fixtures/${name}`, import.meta.url).pathname;

export type PictureName =
  | 'Masked'
  | 'Reconstruction'
  | 'Original'
  | 'Interpolation'
  | `${'Masked' | 'Reconstruction'} ${'A' | 'B'}`;

export const picture = (page: Page, name: PictureName): Locator =>
  page.getByRole('img', { name, exact: true });
export const slider = (page: Page): Locator => page.getByRole('slider', { name: 'Mask ratio' });
export const measure = (page: Page, name: string): Locator => page.getByRole('status', { name });

/** Runs in the page, which tells of it at once; an expectation would ask once a second. */
export async function untilSettled(): Promise<void> {
  const isBusy = (): boolean => document.querySelector('main')?.getAttribute('aria-busy') !== 'false';
  await new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => isBusy() || end());
    const end = (): void => {
      observer.disconnect();
      resolve();
    };
    if (isBusy())
      observer.observe(document, { subtree: true, childList: true, attributeFilter: ['aria-busy'] });
    else end();
  });
}

/** Waits until the pictures belong to the settings. */
export const settled = (page: Page): Promise<void> => page.evaluate(untilSettled);

/** The file of tests whose pages have been left as their links say. */
const homeOf = new WeakMap<Page, string>();

/** A page that was just loaded, whatever the tab showed before. */
export async function open(page: Page): Promise<void> {
  homeOf.delete(page);
  await page.goto('./');
  await settled(page);
}

/**
 * The page as it opens, for a test that changes nothing but what a link says: reached by a link if the test before it in its file
 * began so too, and loaded otherwise. No link brings back brushes, models from files, lists of a figure, side B or many files.
 */
export async function goHome(page: Page): Promise<void> {
  const { file } = test.info();
  if (homeOf.get(page) !== file) {
    await open(page);
    homeOf.set(page, file);
    return;
  }
  // With everything left out but an empty list of files, all that is shown at home is made anew.
  await page.goto('./#mode=batch&hide=modes,view,numbers,mask,photo,model');
  await expect(page.getByRole('button', { name: 'Show all controls' })).toBeVisible();
  await page.mouse.move(0, 0);
  await page.evaluate(() => scrollTo(0, 0));
  await page.goto('./#');
  await settled(page);
  await expect(page.getByRole('alert')).toHaveCount(0);
}

export async function choosePhotograph(
  page: Page,
  file: string | { name: string; mimeType: string; buffer: Buffer },
) {
  await page.getByLabel('Choose a photograph').setInputFiles(file);
}

export async function setRatio(page: Page, percent: number): Promise<void> {
  await slider(page).fill(String(percent));
}

/** Runs in the page: the bytes of a picture, side × side × RGBA, as text, which crosses over quicker than a list of numbers. */
function readBytes(source: HTMLCanvasElement | HTMLImageElement, side: number): string {
  if (source.width % side) throw new Error(`the picture is ${source.width} wide, no multiple of ${side}`);
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = (source.height * side) / source.width;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.imageSmoothingEnabled = false;
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  let text = '';
  for (let row = 0; row < canvas.height; row++)
    text += String.fromCharCode(...data.subarray(row * side * 4, (row + 1) * side * 4));
  return btoa(text);
}

/** A picture's own pixels, `side` of them in a row, whatever the whole-number scale it is drawn at. */
export const pixels = (page: Page, name: PictureName, side = 224): Promise<Buffer> =>
  pixelsOf(picture(page, name), side);

/** The same for any picture that is drawn on the page. */
export async function pixelsOf(canvas: Locator, side = 224): Promise<Buffer> {
  const text = await canvas.evaluate(readBytes as (source: HTMLCanvasElement, side: number) => string, side);
  return Buffer.from(text, 'base64');
}

/** Every patch of the pixels of grid × grid of them: [grid²][16 · 16 · 3], alphas left out. */
export function patchesOf(bytes: Buffer, grid = 14): number[][] {
  const side = grid * 16;
  const found: number[][] = Array.from({ length: grid ** 2 }, () => []);
  for (let pixel = 0; pixel < side * side; pixel++) {
    const patch = Math.floor(pixel / side / 16) * grid + Math.floor((pixel % side) / 16);
    found[patch].push(...bytes.subarray(pixel * 4, pixel * 4 + 3));
  }
  return found;
}

/** The pixels of a PNG in `fixtures`, decoded by the browser. */
export async function fixturePixels(page: Page, name: string, side = 224): Promise<Buffer> {
  const image = await page.evaluateHandle(
    async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const decoded = new Image();
      decoded.src = URL.createObjectURL(new Blob([bytes], { type: 'image/png' }));
      await decoded.decode();
      return decoded;
    },
    readFileSync(fixture(name), 'base64'),
  );
  return Buffer.from(await image.evaluate(readBytes, side), 'base64');
}

/** The largest difference between two pictures, in levels of 0 … 255. Far quicker than `toEqual`. */
export function worstDifference(a: Buffer, b: Buffer): number {
  expect(a).toHaveLength(b.length);
  if (a.equals(b)) return 0;
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i])), 0);
}

/** Sets the window to each of the widths, and expects that nothing of the page sticks out. */
export async function expectNoOverflow(page: Page, widths: number[], view = ''): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    // The page hears of a new width with its next frame, and what is open finds its place then.
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await expect.poll(overflow, { message: `${view} ${width} pixels` }).toBeLessThanOrEqual(0);
  }
}

/** Drops real files or folders in the middle of the page, as the browser itself would deliver them. */
export async function drop(page: Page, paths: string[]): Promise<void> {
  const devtools: CDPSession = await page.context().newCDPSession(page);
  const where = { x: 400, y: 300, data: { items: [], files: paths, dragOperationsMask: 1 } };
  await devtools.send('Input.dispatchDragEvent', { type: 'dragEnter', ...where });
  await devtools.send('Input.dispatchDragEvent', { type: 'dragOver', ...where });
  await devtools.send('Input.dispatchDragEvent', { type: 'drop', ...where });
}
