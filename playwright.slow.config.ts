/** What takes long: a walk at random, WebGPU with a software adapter, hostile days, and what matters most in three engines. */
import { defineConfig } from '@playwright/test';
import ordinary, { executablePath, found, quiet } from './playwright.config';

const firefox = found('/usr/bin/firefox-esr', '/usr/bin/firefox');
const hasWebKit = found('/usr/bin/WebKitWebDriver') && found('/usr/bin/Xvfb');

const softwareGpu = [
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-angle=swiftshader',
];

/** The sentences that are said in every engine. */
const testMatch = 'engines/*.spec.ts';
/** Those that are about the service worker, which tests are spared otherwise. */
const kept = ['hostile/offline.spec.ts', 'hostile/update.spec.ts'];
const gpu = 'hostile/webgpu*.spec.ts';
const use = { launchOptions: { executablePath, args: quiet } };

export default defineConfig(
  { ...ordinary, testIgnore: [], projects: [] },
  {
    // The slowest begin first, beside the others.
    projects: [
      {
        name: 'long',
        testMatch: 'long/*.spec.ts',
        fullyParallel: true,
        use: { ...use, actionTimeout: 20_000 },
      },
      {
        name: 'webgpu',
        testMatch: gpu,
        timeout: 240_000,
        use: { launchOptions: { executablePath, args: [...quiet, ...softwareGpu] } },
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
      { name: 'chromium', testMatch, use },
      { name: 'kept', testMatch: kept, use: { ...use, serviceWorkers: 'allow' } },
      {
        name: 'hostile',
        testMatch: 'hostile/*.spec.ts',
        testIgnore: [...kept, gpu],
        use,
      },
    ],
  },
);
