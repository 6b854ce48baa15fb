/** Runs the measurements: `npm run bench`. Nothing else should be running on the machine. */
import { defineConfig } from '@playwright/test';
import tests from '../playwright.config';

const project = (name: string) => tests.projects?.find((other) => other.name === name) ?? {};

export default defineConfig(
  { ...tests, projects: [] },
  {
    testDir: '.',
    workers: 1,
    timeout: 900_000,
    reporter: [['list'], ['./report.ts']],
    projects: [
      { ...project('wasm'), name: 'WebAssembly', testIgnore: 'gpu.bench.ts', testMatch: '*.bench.ts' },
      {
        ...project('webgpu'),
        name: 'WebGPU on a software adapter',
        testMatch: 'gpu.bench.ts',
        timeout: 900_000,
      },
    ],
  },
);
