/** Runs the measurements: `npm run bench`. Nothing else should be running on the machine. */
import { defineConfig } from '@playwright/test';
import tests from '../playwright.config';
import slowTests from '../playwright.slow.config';

const project = (wanted: string) =>
  [tests, slowTests].flatMap(({ projects = [] }) => projects).find(({ name }) => name === wanted) ?? {};

const gpu = ['gpu.bench.ts', 'trainGpu.bench.ts'];

export default defineConfig(
  { ...tests, testIgnore: [], projects: [] },
  {
    testDir: '.',
    workers: 1,
    timeout: 900_000,
    reporter: [['list'], ['./report.ts']],
    projects: [
      { ...project('wasm'), name: 'WebAssembly', testIgnore: gpu, testMatch: '*.bench.ts' },
      {
        ...project('webgpu'),
        name: 'WebGPU on a software adapter',
        testMatch: gpu,
        timeout: 900_000,
      },
    ],
  },
);
