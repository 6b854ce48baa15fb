/** What takes long: a walk at random, and the sentences that matter most in Firefox and WebKit. */
import { defineConfig } from '@playwright/test';
import ordinary, { executablePath, found, quiet } from './playwright.config';

const firefox = found('/usr/bin/firefox-esr', '/usr/bin/firefox');
const hasWebKit = found('/usr/bin/WebKitWebDriver') && found('/usr/bin/Xvfb');

/** The sentences that are said in every engine. */
const testMatch = 'engines/*.spec.ts';

export default defineConfig(
  { ...ordinary, projects: [] },
  {
    projects: [
      {
        name: 'long',
        testMatch: 'long/*.spec.ts',
        fullyParallel: true,
        use: { actionTimeout: 20_000, launchOptions: { executablePath, args: quiet } },
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
  },
);
