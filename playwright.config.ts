/** What a person does, in Chromium on WebAssembly. Hostile days, WebGPU, and other browsers are in playwright.slow.config.ts. */
import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const PORT = Number(process.env.PORT ?? 4174);
export const found = (...paths: readonly string[]): string | undefined => paths.find(existsSync);
/** The system's Chromium where there is one, otherwise Playwright's own. */
export const executablePath = found(
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
);
export const quiet = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Tabs of one context share what is compiled, which is half of what it costs to open the page.
  '--process-per-site',
];

export default defineConfig({
  testDir: 'e2e',
  // No test measures time. Each may take long: two pages share the cores, and each page computes on all of them.
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    baseURL: `http://localhost:${PORT}/`,
    channel: executablePath ? undefined : 'chromium',
    viewport: { width: 1440, height: 900 },
    // So that a test can stand between the page and its files; `offline.spec.ts` is about the service worker.
    serviceWorkers: 'block',
  },
  webServer: {
    command: `npx vite build && npx vite preview --port ${PORT} --strictPort`,
    url: `http://localhost:${PORT}/`,
    cwd: import.meta.dirname,
    reuseExistingServer: false,
  },
  testIgnore: ['hostile/**', 'engines/**', 'long/**'],
  projects: [{ name: 'wasm', use: { launchOptions: { executablePath, args: quiet } } }],
});
