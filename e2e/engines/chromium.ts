/** A tab of Chromium, by Playwright itself. */
import { readFileSync } from 'node:fs';
import type { BrowserType, LaunchOptions, Page } from '@playwright/test';
import { type Opened, WINDOW } from './browser';
import type { Role, Tab } from './tab';

export async function openChromium(
  chromium: BrowserType,
  options: LaunchOptions,
  proxy: string,
): Promise<Opened> {
  // Said to Playwright, it would stand between the browser and this machine as well.
  const browser = await chromium.launch({
    ...options,
    args: [...(options.args ?? []), `--proxy-server=${proxy}`],
  });
  const context = await browser.newContext({
    viewport: WINDOW,
    ignoreHTTPSErrors: true,
    serviceWorkers: 'allow',
  });
  return { tab: tabOf(await context.newPage()), close: () => browser.close() };
}

function tabOf(page: Page): Tab {
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  const one = (role: Role, name: string) => page.getByRole(role, { name, exact: true });
  return {
    complaints,
    goto: async (address) => void (await page.goto(address)),
    reload: async () => void (await page.reload()),
    evaluate: (run, argument) => page.evaluate(run as never, argument),
    text: async (role, name) => (await one(role, name).textContent()) ?? '',
    click: (role, name) => one(role, name).click(),
    press: async (role, name, ...keys) => {
      for (const key of keys) await one(role, name).press(key);
    },
    choose: (name, ...paths) => page.getByLabel(name, { exact: true }).setInputFiles([...paths]),
    saved: async (act) => {
      const coming = page.waitForEvent('download');
      await act();
      const download = await coming;
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    },
  };
}
