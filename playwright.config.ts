/** What a person does, in real browsers: on WebAssembly, on WebGPU with a software adapter, and the most important of it in Firefox and WebKit. */
import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const PORT = Number(process.env.PORT ?? 4174);
const found = (...paths: readonly string[]): string | undefined => paths.find(existsSync);
/** The system's Chromium where there is one, otherwise Playwright's own. */
const executablePath = found('/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome');
const firefox = found('/usr/bin/firefox-esr', '/usr/bin/firefox');
const hasWebKit = found('/usr/bin/WebKitWebDriver') && found('/usr/bin/Xvfb');
const quiet = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const softwareGpu = [
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-angle=swiftshader',
];

/** The sentences that are said in every engine. */
const testMatch = 'engines/*.spec.ts';

export default defineConfig({
  testDir: 'e2e',
  // No test measures time. Each may take long: pages share the cores, and each computes on all of them. One of the three walks at random,
  // and mostly waits.
  workers: 3,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    baseURL: `http://localhost:${PORT}/`,
    channel: executablePath ? undefined : 'chromium',
    viewport: { width: 1440, height: 900 },
    // Snapshots of the page say enough; a film of it costs as much as the page.
    trace: { mode: 'retain-on-failure', screenshots: false },
    // So that a test can stand between the page and its files; `offline.spec.ts` is about the service worker.
    serviceWorkers: 'block',
  },
  webServer: {
    command: `npx vite build && npx vite preview --port ${PORT} --strictPort`,
    url: `http://localhost:${PORT}/`,
    cwd: import.meta.dirname,
    reuseExistingServer: false,
  },
  projects: [
    // The slowest begin first, beside all others.
    {
      name: 'webgpu',
      testMatch: 'webgpu.spec.ts',
      timeout: 240_000,
      use: { launchOptions: { executablePath, args: [...quiet, ...softwareGpu] } },
    },
    {
      name: 'long',
      workers: 1,
      testMatch: 'long/*.spec.ts',
      fullyParallel: true,
      // Of a thousand actions the trace would cost more than the page, and what it asks of the page is not the page's own doing.
      use: { trace: 'off', actionTimeout: 20_000, launchOptions: { executablePath, args: quiet } },
    },
    {
      name: 'wasm',
      workers: 2,
      testIgnore: ['webgpu.spec.ts', 'long/**'],
      use: { launchOptions: { executablePath, args: quiet } },
    },
    ...(firefox
      ? [
          {
            name: 'firefox',
            testMatch,
            use: { browserName: 'firefox', launchOptions: { executablePath: firefox } },
          } as const,
        ]
      : []),
    ...(hasWebKit ? [{ name: 'webkit', testMatch, use: { browserName: 'webkit' } } as const] : []),
  ],
});
