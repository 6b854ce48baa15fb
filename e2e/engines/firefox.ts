/** A tab of the system's own Firefox, by WebDriver BiDi: the releases for long support have none of Playwright's patches. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type ElementHandle, type Page } from 'puppeteer-core';
import { type Opened, savedIn, WINDOW } from './browser';
import type { Role, Tab } from './tab';

/** How long an element is waited for, in ms. */
const PATIENCE = 30_000;

export async function openFirefox(
  executablePath: string,
  proxy: string,
  isPrivate: boolean,
): Promise<Opened> {
  const downloads = mkdtempSync(join(tmpdir(), 'firefox-'));
  const [host, port] = proxy.split(':');
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    acceptInsecureCerts: true,
    defaultViewport: WINDOW,
    // A script of the page may wait for a network that computes.
    protocolTimeout: 180_000,
    extraPrefsFirefox: {
      'browser.privatebrowsing.autostart': isPrivate,
      'network.proxy.type': 1,
      'network.proxy.ssl': host,
      'network.proxy.ssl_port': Number(port),
      'network.proxy.no_proxies_on': 'localhost',
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'browser.download.useDownloadDir': true,
      'browser.download.always_ask_before_handling_new_types': false,
    },
  });
  const [page] = await browser.pages();
  return {
    tab: tabOf(page, downloads),
    close: async () => {
      await browser.close();
      rmSync(downloads, { recursive: true, force: true });
    },
  };
}

function tabOf(page: Page, downloads: string): Tab {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  const one = (role: Role, name: string) =>
    page.locator(`::-p-aria([name="${name}"][role="${role}"])`).setTimeout(PATIENCE);
  return {
    complaints,
    goto: async (address) => void (await page.goto(address)),
    reload: async () => void (await page.reload()),
    evaluate: async (run, argument) => (await page.evaluate(run as never, argument)) as never,
    text: (role, name) =>
      one(role, name)
        .setVisibility(null)
        .map((element) => element.textContent ?? '')
        .wait(),
    click: (role, name) => one(role, name).click(),
    press: async (role, name, ...keys) => {
      const handle = (await one(role, name).waitHandle()) as ElementHandle;
      for (const key of keys) await handle.press(key as never);
    },
    choose: async (name, ...paths) => {
      const input = await page.waitForFunction(
        (label) =>
          [...document.querySelectorAll<HTMLInputElement>('[type=file]')].find(
            ({ labels, ariaLabel }) => ariaLabel === label || labels?.[0]?.textContent === label,
          ),
        { timeout: PATIENCE },
        name,
      );
      await (input as ElementHandle<HTMLInputElement>).uploadFile(...paths);
    },
    saved: (act) => savedIn(downloads, act),
  };
}
