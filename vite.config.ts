/** Build and servers. Cross-origin isolation gives WebAssembly its threads; the content policy keeps photographs on the page. */
import react from '@vitejs/plugin-react';
import { defaultClientConditions, type Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { licences } from './scripts/licences.ts';
import { messages } from './scripts/messages.ts';
import { pageFiles, SERVICE_WORKER } from './scripts/pageFiles.ts';
import { headers, isolation, policy } from './src/runtime/browser/headers.ts';

/**
 * The built page forbids itself every request to another origin, on any host. A worker obeys the header of its own response, which
 * `preview` sends as well. The dev server needs inline scripts and goes without.
 */
const contentPolicy: Plugin = {
  name: 'content-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
      injectTo: 'head-prepend',
    },
  ],
};

const { page: licencesOfPage, worker: licencesOfWorkers } = licences();

export default defineConfig({
  base: './',
  plugins: [messages, react(), contentPolicy, licencesOfPage, pageFiles],
  // The plain entry of onnxruntime-web, without a second copy of the WebAssembly loader inside.
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  worker: { format: 'es', plugins: () => [licencesOfWorkers] },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    // jsPDF asks for these only to print HTML and SVG elements, which this page never does: not built, not served.
    rolldownOptions: {
      external: ['canvg', 'dompurify', 'html2canvas'],
      input: { index: 'index.html', 'service-worker': 'src/runtime/browser/service.worker.ts' },
      output: {
        // Beside the page: a service worker serves the folder it comes from.
        entryFileNames: ({ name }) =>
          name === 'service-worker' ? SERVICE_WORKER : 'assets/[name]-[hash].js',
      },
    },
  },
  server: { headers: isolation },
  preview: { headers },
  test: {
    include: ['src/**/*.test.ts'],
    setupFiles: 'src/test/words.ts',
    // Counting makes a test several times slower.
    testTimeout: 60_000,
    coverage: {
      // What computes and what decides. Components and threads are covered by the browser's tests, which this does not count.
      include: ['src/{mae,runtime,store}/**/*.ts', 'src/features/*/store/**/*.ts'],
      exclude: ['**/*.worker.ts'],
      reporter: ['text-summary'],
      // A little below what is covered; what falls under it lacks a test.
      thresholds: {
        statements: 82,
        branches: 76,
        functions: 80,
        lines: 83,
        'src/mae/**': { statements: 98, branches: 95, functions: 98, lines: 98 },
      },
    },
  },
});
