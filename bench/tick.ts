/** One tick: a click on New mask, and all that comes of it. */
import type { ElementHandle, Page } from '@playwright/test';
import { measure } from '../e2e/playground';

/** The button, found once: to find it costs the page more than a tick does. */
export const newMask = async (page: Page): Promise<ElementHandle<HTMLButtonElement>> =>
  (await page.getByRole('button', { name: 'New mask' }).elementHandle()) as ElementHandle<HTMLButtonElement>;

/** Milliseconds from a click on the button to its pictures. */
export const clickToPictures = (button: ElementHandle<HTMLButtonElement>): Promise<number> =>
  button.evaluate(
    (element) =>
      new Promise<number>((resolve) => {
        const main = document.querySelector('main') as HTMLElement;
        const started = performance.now();
        let busy = false;
        const observer = new MutationObserver((changes) => {
          // A small model is done before it is told that work has begun.
          if (main.ariaBusy === 'true' || changes.some(({ oldValue }) => oldValue === 'true')) busy = true;
          if (busy && main.ariaBusy !== 'true') {
            observer.disconnect();
            resolve(performance.now() - started);
          }
        });
        observer.observe(main, { attributeFilter: ['aria-busy'], attributeOldValue: true });
        element.click();
      }),
  );

/** The same, and of it the network as the page says. */
export async function tick(page: Page): Promise<{ click: number; network: number }> {
  const click = await clickToPictures(await newMask(page));
  return { click, network: Number.parseFloat((await measure(page, 'Time').textContent()) ?? '') };
}
