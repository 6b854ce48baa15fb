/** What every sentence of this folder is given: a tab of the project's browser with storage of its own, and a hub. */
import { test as base } from '@playwright/test';
import { type Hub, newHub } from '../hub';
import type { Opened } from './browser';
import { openChromium } from './chromium';
import { openFirefox } from './firefox';
import { serveHub } from './hubServer';
import type { Tab } from './tab';
import { openWebKit } from './webkit';

export const test = base.extend<{ hub: Hub; isPrivate: boolean; tab: Tab }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
  hub: ({}, use) => use(newHub()),
  /** Asked of Firefox alone. */
  isPrivate: [false, { option: true }],
  tab: async ({ playwright, browserName, launchOptions, channel, hub, isPrivate }, use) => {
    const server = await serveHub(hub);
    // Between the browser and all but this machine.
    const openers: Record<typeof browserName, (proxy: string) => Promise<Opened>> = {
      chromium: (proxy) => openChromium(playwright.chromium, { ...launchOptions, channel }, proxy),
      firefox: (proxy) => openFirefox(launchOptions.executablePath as string, proxy, isPrivate),
      webkit: openWebKit,
    };
    const { tab, close } = await openers[browserName](server.proxy);
    await use(tab);
    await close();
    server.close();
  },
});
