/** Writes `licences.txt` beside the page: the licences of all that it ships, found by what was really built into it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

const FILE = 'licences.txt';
const OWN = readFileSync('LICENSE', 'utf8').trim();
/** In a package. */
const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;

/** Folders of packages, without which files of theirs would not be here. */
type Packages = Set<string>;

/** The folder of the package that a file belongs to. */
function packageOf(file: string): string | undefined {
  let folder = dirname(resolve(file.replace(/^\0/, '').replace(/\?.*/, '')));
  while (folder.includes('node_modules')) {
    const description = join(folder, 'package.json');
    // Some packages have one without a name in folders below.
    if (existsSync(description) && JSON.parse(readFileSync(description, 'utf8')).version) return folder;
    folder = dirname(folder);
  }
  return undefined;
}

function filesOf(part: Rolldown.OutputChunk | Rolldown.OutputAsset): readonly string[] {
  return part.type === 'chunk' ? part.moduleIds : part.originalFileNames;
}

interface Description {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** That of onnxruntime, whose packages bring no file of it: the same words as the page's own. */
const onnxruntime = (version: string): string[] => [
  OWN.replace(/^Copyright .*$/m, 'Copyright (c) Microsoft Corporation'),
  `What it is made of itself: https://github.com/microsoft/onnxruntime/blob/v${version}/ThirdPartyNotices.txt`,
];

/** Throws for a package that brings no licence. */
function licenceOf(folder: string): string {
  const facts: Description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { name, version, license } = facts;
  const texts = readdirSync(folder)
    .filter((file) => LICENCE_FILE.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  if (texts.length === 0 && name.startsWith('onnxruntime-')) texts.push(...onnxruntime(version));
  if (texts.length === 0) throw new Error(`${name} brings no licence, and none is known of it.`);
  return [`${name} ${version} (${license})`, ...texts].join('\n\n');
}

/** The second is for the builds of workers, which vite makes on their own. */
export function licences(): { readonly page: Plugin; readonly worker: Plugin } {
  const packages: Packages = new Set();
  const collect = (bundle: Rolldown.OutputBundle): void => {
    for (const file of Object.values(bundle).flatMap(filesOf)) {
      const folder = packageOf(file);
      if (folder) packages.add(folder);
    }
  };
  return {
    worker: { name: 'licences-of-workers', generateBundle: (_, bundle) => collect(bundle) },
    page: {
      name: 'licences',
      apply: 'build',
      generateBundle: {
        order: 'post',
        handler(_, bundle) {
          collect(bundle);
          const parts = [
            `MAE Playground and its model MAE-Tiny\n\n${OWN}`,
            readFileSync('public/samples/LICENSES.md', 'utf8').trim(),
            ...[...packages].sort().map(licenceOf),
          ];
          // Hosts say of text seldom how it is encoded; the first character does.
          this.emitFile({
            type: 'asset',
            fileName: FILE,
            source: `\uFEFF${parts.join(`\n\n${'─'.repeat(72)}\n\n`)}\n`,
          });
        },
      },
    },
  };
}
