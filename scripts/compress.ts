/** Has the preview server send the page's text compressed, as any host does. What is large comes as it is: compressing takes longer here. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  mjs: 'text/javascript',
  css: 'text/css',
};

/** Only what the build names by its content: that can be kept compressed, and by the browser too. */
const TEXT = /^\/(assets\/[\w.-]+\.(js|mjs|css))$/;

export const compress: Plugin = {
  name: 'compress',
  configurePreviewServer({ config, middlewares }) {
    const { outDir } = config.build;
    const kept = new Map<string, Buffer>();
    middlewares.use(async (request, response, next) => {
      const [, name, ending] = TEXT.exec(request.url ?? '') ?? [];
      const isWanted =
        request.method === 'GET' && /\bgzip\b/.test(String(request.headers['accept-encoding']));
      if (!name || !isWanted) return next();
      try {
        const body = kept.get(name) ?? gzipSync(await readFile(join(config.root, outDir, name)));
        kept.set(name, body);
        for (const [key, value] of Object.entries(config.preview.headers))
          response.setHeader(key, String(value));
        response.setHeader('Content-Type', TYPES[ending]);
        response.setHeader('Content-Encoding', 'gzip');
        response.setHeader('Cache-Control', 'no-cache');
        response.end(body);
      } catch {
        next();
      }
    });
  },
};
