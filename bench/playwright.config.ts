/** Runs the measurement: `npm run bench`. Nothing else should be running on the machine. */
import { defineConfig } from '@playwright/test';
import tests from '../playwright.config';

export default defineConfig(tests, {
  testDir: '.',
  testMatch: 'bench.ts',
  timeout: 1_800_000,
  projects: tests.projects?.map((project) => ({
    ...project,
    testIgnore: [],
    testMatch: 'bench.ts',
    timeout: 1_800_000,
  })),
});
