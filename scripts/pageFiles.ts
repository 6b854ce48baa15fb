/** Tells the service worker which files the page is and what is in them, and the page of which build it is. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Plugin } from 'vite';
import type { PageFiles } from '../src/runtime/browser/pageFiles.ts';

export const SERVICE_WORKER = 'service-worker.js';
const PAGE = 'index.html';
/** What is not for the page, or is it itself. */
const LEFT_OUT = [PAGE, SERVICE_WORKER, 'robots.txt'];

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

/** What is not told by its name is needed, so that a new file is in no list by mistake. */
function groupOf(name: string): Exclude<keyof PageFiles, 'build'> {
  if (/\.safetensors$|golden-[^/]*\.json$/.test(name)) return 'models';
  if (/\.jspi/.test(name)) return 'jspi';
  if (/\.asyncify|\.webgpu/.test(name)) return 'asyncify';
  return /^assets\/(?!pdf|jspdf|download|inside|[a-z]{2}-)/.test(name) && !/\.(ttf|woff2)$/.test(name)
    ? 'needed'
    : 'more';
}

/** Written when all other files have been, so that each is read as it will be served. */
export const pageFiles: Plugin = {
  name: 'page-files',
  apply: 'build',
  writeBundle: {
    order: 'post',
    sequential: true,
    handler({ dir = '' }, bundle) {
      const worker = bundle[SERVICE_WORKER];
      // Another build of vite's, as of a worker's script.
      if (worker?.type !== 'chunk') return;
      if (worker.imports.length > 0)
        this.error(`${SERVICE_WORKER} must be one file; it shares ${worker.imports}`);
      const page = readFileSync(join(dir, PAGE), 'utf8');
      const files = { needed: {}, more: {}, jspi: {}, asyncify: {}, models: {} };
      const hash = createHash('sha256').update(page).update(worker.code);
      const names = readdirSync(dir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(dir, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
        .filter((name) => !LEFT_OUT.includes(name))
        .sort();
      for (const name of names) {
        const content = sha256(readFileSync(join(dir, name)));
        Object.assign(files[groupOf(name)], { [name]: content });
        hash.update(name + content);
      }
      const build = hash.digest('hex').slice(0, 12);
      const told: PageFiles = { build, ...files };
      writeFileSync(join(dir, SERVICE_WORKER), `const PAGE = ${JSON.stringify(told)};\n${worker.code}`);
      writeFileSync(
        join(dir, PAGE),
        page.replace('<head>', `<head>\n    <meta name="build" content="${build}" />`),
      );
    },
  },
};
