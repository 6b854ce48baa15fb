/** What is said with every answer that belongs to the page: by the servers here, and by the page's own service worker on any host. */

/** Gives WebAssembly its threads. */
export const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
} as const;

/** Keeps photographs on the page: no request goes to another origin, but for a model that a person asks for. */
export const policy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob:",
  // The hub of models, and the hosts it sends a download to.
  "connect-src 'self' https://huggingface.co https://*.huggingface.co https://*.hf.co",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export const headers = {
  ...isolation,
  // So that a page that is isolated itself, as one of a course may be, can show this one in a frame.
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Content-Security-Policy': policy,
} as const;
