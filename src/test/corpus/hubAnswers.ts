/** Answers of the hub, and of those who stand in its place, to a look-up of one repository; and what must come of each. */
import type { Offer } from '../../runtime/hub/repository';
import { config } from './small';

export const REPOSITORY = 'someone/mae';
const COMMIT = 'c0ffee'.repeat(6).slice(0, 40).padEnd(40, '0');
const HASH = 'ab12'.repeat(16);

export interface Answers {
  /** Of the repository, of its files, and the text of its config.json: JSON, text, or a status. */
  readonly facts: unknown;
  readonly tree: unknown;
  readonly config?: unknown;
  readonly index?: unknown;
}

export interface HubCase extends Answers {
  readonly name: string;
  readonly outcome: Partial<Offer> | string;
}

const facts = { sha: COMMIT, cardData: { license: 'mit' }, siblings: [], downloads: 7 };
const weights = {
  type: 'file',
  path: 'model.safetensors',
  size: 134,
  lfs: { oid: HASH, size: 448e6, pointerSize: 134 },
};
const bin = { type: 'file', path: 'pytorch_model.bin', size: 1000 };
const described = { type: 'file', path: 'config.json', size: 700 };
const tree = [{ type: 'file', path: 'README.md', size: 5 }, weights];

/** The answers of a server. */
export function hubOf({ facts, tree, config, index }: Answers): typeof fetch {
  const answers: Readonly<Record<string, unknown>> = {
    [`/api/models/${REPOSITORY}/revision/main`]: facts,
    [`/api/models/${REPOSITORY}/tree/${COMMIT}`]: tree,
    [`/${REPOSITORY}/resolve/${COMMIT}/config.json`]: config,
    [`/${REPOSITORY}/resolve/${COMMIT}/model.safetensors.index.json`]: index,
  };
  return async (url) => {
    const answer = answers[new URL(String(url)).pathname] ?? 404;
    if (typeof answer === 'number') return new Response('<!doctype html>', { status: answer });
    return new Response(typeof answer === 'string' ? answer : JSON.stringify(answer));
  };
}

const whole: Answers = { facts, tree: [...tree, described], config };
const name = `“${REPOSITORY}”`;
const STRANGE = `The hub’s answer about ${name} cannot be understood.`;
const noSize = (path: string): string => `The hub does not say how large ${path} of ${name} is.`;
const noWeights = `${name} has no file of weights: neither model.safetensors nor pytorch_model.bin, nor a .pth or the like.`;
const about = (title: string, change: Partial<Answers>, outcome: HubCase['outcome']): HubCase => ({
  ...whole,
  ...change,
  name: title,
  outcome,
});

const listed = { path: 'model.safetensors.index.json', size: 9 };
const shards = ['one', 'two'].map((path, i) => ({ path, lfs: { oid: HASH, size: i + 1 } }));
const indexOf = (...files: readonly string[]): string =>
  JSON.stringify({ weight_map: Object.fromEntries(files.map((file, i) => [`tensor ${i}`, file])) });
const thousand = Array.from({ length: 1000 }, (_, i) => String(i));

const strange = [null, true, '7.5', '', 'text', '{', '<!doctype html>', [[]], { error: 'busy' }] as const;
const notNames = [null, true, 7, [], {}] as const;
const deep = `${'['.repeat(1e5)}${']'.repeat(1e5)}`;
const long = 'x'.repeat(5 * 2 ** 20);
const tooLong = `The hub’s answer about ${name} is longer than 4 MB, so it was not read.`;

const statuses = (
  [
    [401, (what) => `The hub has no public ${what}. For a private one give an access token.`],
    [404, (what) => `The hub has no public ${what}. For a private one give an access token.`],
    [
      403,
      (what) =>
        `The hub gives ${what} only to people who have asked its owner. Ask there, and give an access token; or download the file yourself, and open it from disk.`,
    ],
    [429, () => 'The hub has had too many requests from here. Try again in a few minutes.'],
    [500, (what) => `The hub answered 500 for ${what}. Try again later.`],
    [503, (what) => `The hub answered 503 for ${what}. Try again later.`],
  ] as readonly (readonly [number, (what: string) => string])[]
).flatMap(([status, words]) => [
  about(`facts with status ${status}`, { facts: status }, words(name)),
  about(`files with status ${status}`, { tree: status }, words(name)),
  about(`config.json with status ${status}`, { config: status }, words(name)),
]);

const licence = (license: unknown, shown: string): HubCase =>
  about(
    `a licence that is ${JSON.stringify(license)?.slice(0, 40)}`,
    { facts: { ...facts, cardData: { license } } },
    { licence: shown },
  );

export const hubCases: readonly HubCase[] = [
  about(
    'all of it',
    {},
    { path: 'model.safetensors', bytes: 448e6, sha256: HASH, licence: 'mit', config: JSON.stringify(config) },
  ),
  about('no config.json', { tree, config: undefined }, { bytes: 448e6, config: undefined }),
  about(
    'a .bin alone',
    { tree: [bin, described] },
    { path: 'pytorch_model.bin', bytes: 1000, sha256: undefined },
  ),
  about('both, and the .bin first', { tree: [bin, weights] }, { path: 'model.safetensors' }),
  about('weights that are small', { tree: [{ ...weights, lfs: null }] }, { bytes: 134, sha256: undefined }),
  about('no card', { facts: { sha: COMMIT } }, { licence: 'not stated' }),
  about('an empty card', { facts: { sha: COMMIT, cardData: {} } }, { licence: 'not stated' }),
  ...[null, 7, [], ['mit'], {}, ''].map((license) => licence(license, 'not stated')),
  licence('apache-2.0', 'apache-2.0'),
  licence('x'.repeat(1e5), `${'x'.repeat(26)}…${'x'.repeat(13)}`),
  licence('mit\u202e\n\nhello', 'mit hello'),
  ...statuses,
  ...strange.flatMap((value) => [
    about(`facts that are ${JSON.stringify(value)}`, { facts: value ?? 'null' }, STRANGE),
    about(`files that are ${JSON.stringify(value)}`, { tree: value ?? 'null' }, STRANGE),
  ]),
  ...[
    ...notNames,
    '',
    'main',
    'c0ff ee',
    '../../x',
    'c0ffee?x=1',
    'F'.repeat(40),
    'a'.repeat(65),
    'x'.repeat(1e6),
  ].map((sha) =>
    about(`a commit that is ${JSON.stringify(sha).slice(0, 40)}`, { facts: { ...facts, sha } }, STRANGE),
  ),
  ...notNames.map((card) =>
    about(
      `a card that is ${JSON.stringify(card)}`,
      { facts: { ...facts, cardData: card } },
      card === null || typeof card === 'object' ? { licence: 'not stated' } : STRANGE,
    ),
  ),
  ...notNames.map((path) =>
    about(`a name that is ${JSON.stringify(path)}`, { tree: [{ ...weights, path }] }, STRANGE),
  ),
  ...[true, '448', [], {}].map((size) =>
    about(
      `a size that is ${JSON.stringify(size)}`,
      { tree: [{ ...weights, lfs: { oid: HASH, size } }] },
      STRANGE,
    ),
  ),
  ...[0, -1, 0.5, 2 ** 60].map((size) =>
    about(
      `a size of ${size}`,
      { tree: [{ ...weights, lfs: { oid: HASH, size } }] },
      noSize('model.safetensors'),
    ),
  ),
  about('no size', { tree: [{ path: 'pytorch_model.bin' }] }, noSize('pytorch_model.bin')),
  ...[7, '', 'ab12', 'Z'.repeat(64), 'a'.repeat(65), `${HASH}\n`].map((oid) =>
    about(
      `a hash that is ${JSON.stringify(oid)}`,
      { tree: [{ ...weights, lfs: { oid, size: 9 } }] },
      STRANGE,
    ),
  ),
  about('no files', { tree: [] }, noWeights),
  about(
    'no weights',
    { tree: [{ path: 'README.md' }, { path: 'training_args.bin' }, { path: 'tf_model.h5' }] },
    noWeights,
  ),
  about(
    'one .pth',
    { tree: [{ ...weights, path: 'RETFound_oct.pth' }, { path: 'training_args.bin' }] },
    { path: 'RETFound_oct.pth', bytes: 448e6 },
  ),
  about(
    'several files',
    { tree: [listed, ...shards], index: indexOf('one', 'two') },
    {
      path: 'model.safetensors',
      bytes: 3,
      sha256: undefined,
      parts: [
        { path: 'one', bytes: 1, sha256: HASH },
        { path: 'two', bytes: 2, sha256: HASH },
      ],
    },
  ),
  ...(
    [
      ['a file that is not there', indexOf('one', 'three'), 2, 'three'],
      ['a file of another folder', indexOf('../one'), 1, '../one'],
      ['a file of another host', indexOf('https://example.org/one'), 1, 'https://example.org/one'],
    ] as const
  ).map(([title, index, count, missing]) =>
    about(
      `a list with ${title}`,
      { tree: [listed, ...shards], index },
      `${name} keeps its weights in ${count} files, and “${missing}” is not there.`,
    ),
  ),
  ...['{}', '[]', 'text', '{"weight_map":{}}', '{"weight_map":{"a":1}}', indexOf(...thousand)].map((index) =>
    about(
      `a list that is ${index.slice(0, 30)}`,
      { tree: [listed, ...shards], index },
      `${name} keeps its weights in several files. “model.safetensors.index.json” does not say in which file each tensor is: it has no weight_map.`,
    ),
  ),
  about(
    'one of several files without a size',
    { tree: [listed, shards[0], { path: 'two' }], index: indexOf('one', 'two') },
    noSize('two'),
  ),
  about('facts that nest without end', { facts: deep }, STRANGE),
  about('files that nest without end', { tree: deep }, STRANGE),
  about('facts of five megabytes', { facts: long }, tooLong),
  about('files of five megabytes', { tree: long }, tooLong),
  about('a million zeros for files', { tree: `[${'0,'.repeat(1e6)}0]` }, STRANGE),
  about(
    'fifty thousand files',
    { tree: [...Array.from({ length: 50_000 }, (_, i) => ({ path: `data/${i}`, size: i })), weights] },
    { bytes: 448e6 },
  ),
  about(
    'a config.json of five megabytes',
    { config: long },
    `The hub’s answer about ${name} is longer than 1 MB, so it was not read.`,
  ),
  ...(
    [
      ['', 'it is not JSON'],
      ['<!doctype html>', 'it is not JSON'],
      ['null', 'it is not a JSON object'],
      ['[]', 'it is not a JSON object'],
      [deep, 'it nests deeper than 64 levels'],
      [`{"hidden_size":${deep}}`, 'it nests deeper than 64 levels'],
      ['{"num_hidden_layers":1000000}', 'num_hidden_layers is 1000000 and should be at most 128'],
      ['{"hidden_size":1e999}', 'hidden_size is an infinite number and should be a positive whole number'],
      ['{"model_type":"swin"}', 'model_type is “swin” and should be “vit_mae” or “vit”'],
      [
        `{"model_type":"${'x'.repeat(1e5)}"}`,
        `model_type is “${'x'.repeat(26)}…${'x'.repeat(13)}” and should be “vit_mae” or “vit”`,
      ],
      ['{"num_attention_heads":7}', 'hidden_size should be a multiple of num_attention_heads'],
      ['{"image_size":"224"}', 'image_size is “224” and should be a positive whole number'],
    ] as const
  ).map(([text, fault]) =>
    about(
      `a config.json that is ${JSON.stringify(text.slice(0, 30))}`,
      { config: text },
      `${name} is no masked autoencoder that can be read. Its “config.json” does not fit: ${fault}.`,
    ),
  ),
];
