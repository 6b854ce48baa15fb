/** What every sentence of this folder is given: the tab of its worker, in the project's browser, and a hub. */
import { test as base } from '@playwright/test';
import { type Hub, newHub } from '../hub';
import type { Opened } from './browser';
import { openChromium } from './chromium';
import { openFirefox } from './firefox';
import { serveHub } from './hubServer';
import type { Tab } from './tab';
import { openWebKit } from './webkit';

interface Engine {
  readonly tab: Tab;
  readonly hub: Hub;
}

export const test = base.extend<{ hub: Hub; tab: Tab }, { isPrivate: boolean; engine: Engine }>({
  /** Asked of Firefox alone. */
  isPrivate: [false, { option: true, scope: 'worker' }],
  // To start a browser, and what it compiles of the page, is most of what a sentence costs.
  engine: [
    async ({ playwright, browserName, launchOptions, channel, isPrivate }, use) => {
      const hub = newHub();
      const server = await serveHub(hub);
      // Between the browser and all but this machine.
      const openers: Record<typeof browserName, (proxy: string) => Promise<Opened>> = {
        chromium: (proxy) => openChromium(playwright.chromium, { ...launchOptions, channel }, proxy),
        firefox: (proxy) => openFirefox(launchOptions.executablePath as string, proxy, isPrivate),
        webkit: openWebKit,
      };
      const { tab, close } = await openers[browserName](server.proxy);
      await use({ tab, hub });
      await close();
      server.close();
    },
    { scope: 'worker' },
  ],
  hub: ({ engine }, use) => use(Object.assign(engine.hub, newHub())),
  tab: async ({ engine: { tab } }, use) => {
    await use(tab);
    tab.complaints.length = 0;
  },
});
