/** Build and servers. Cross-origin isolation gives WebAssembly its threads; the content policy keeps photographs on the page. */
import react from '@vitejs/plugin-react';
import { defaultClientConditions, type Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const policy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob:",
  // The hub of models, and the hosts it sends a download to: only when a person asks for a model.
  "connect-src 'self' https://huggingface.co https://*.huggingface.co https://*.hf.co",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

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

export default defineConfig({
  base: './',
  plugins: [react(), contentPolicy],
  // The plain entry of onnxruntime-web, without a second copy of the WebAssembly loader inside.
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    // jsPDF asks for these only to print HTML and SVG elements, which this page never does: not built, not served.
    rolldownOptions: { external: ['canvg', 'dompurify', 'html2canvas'] },
  },
  server: { headers: isolation },
  preview: { headers: { ...isolation, 'Content-Security-Policy': policy } },
  test: { include: ['src/**/*.test.ts'] },
});
