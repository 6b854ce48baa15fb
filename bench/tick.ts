/** One tick: a click on New mask, and all that comes of it. */
import type { Page } from '@playwright/test';
import { measure } from '../e2e/playground';

/** Milliseconds from a click on New mask to its pictures, and of the network as the page says. */
export async function tick(page: Page): Promise<{ click: number; network: number }> {
  const click = await page.getByRole('button', { name: 'New mask' }).evaluate(
    (button: HTMLButtonElement) =>
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
        button.click();
      }),
  );
  return { click, network: Number.parseFloat((await measure(page, 'Time').textContent()) ?? '') };
}
