/** Model repositories of the Hugging Face hub: what the hub says of one. Nothing big is fetched. */
import * as v from 'valibot';
import { said, type Words } from '../../words/said';
import { inMegabytes, LONGEST_CONFIG, LONGEST_HEADER } from '../checkpoint/bounds';
import { readConfig } from '../checkpoint/config';
import { readJson } from '../checkpoint/json';
import { UnreadableModel } from '../checkpoint/problem';
import { MOST_FILES, nameOfAll, namesBeside, namesIn } from '../checkpoint/shards';
import { PREFERRED, USUAL } from '../models/weightNames';
import { plain, quoted } from '../quoted';
import { type Named, OWNER_AND_NAME, readRepository } from './address';
import { HubFailed, statusWords } from './problem';
import { withToken } from './token';

export const HUB = 'https://huggingface.co';

export const FULL = said('hub.full');

/** The paper's models, and about how many bytes each is; the hub itself says exactly. */
export const published = [
  { repository: 'facebook/vit-mae-base', title: 'MAE-Base', bytes: 448e6 },
  { repository: 'facebook/vit-mae-large', title: 'MAE-Large', bytes: 1.32e9 },
  { repository: 'facebook/vit-mae-huge', title: 'MAE-Huge', bytes: 2.63e9 },
] as const;

const Commit = v.pipe(v.string(), v.regex(/^[0-9a-f]{6,64}$/));
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** One file of the hub's. */
const FilePart = v.object({
  path: v.pipe(v.string(), v.regex(/^[^\p{C}]{1,200}$/u)),
  bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** Of the whole file, lower-case hexadecimal; absent for files that the hub keeps without. */
  sha256: v.optional(Hash),
});

export type FilePart = Readonly<v.InferOutput<typeof FilePart>>;

/** What can be downloaded, before anything is. */
export const Offer = v.object({
  /** "owner/name" */
  repository: v.pipe(v.string(), v.regex(OWNER_AND_NAME)),
  /** The commit that the hub's branch was at, so that a download that is resumed is of the same file. */
  commit: Commit,
  /** The weights; where they are in several files, what one of all would be called, and all their bytes. */
  ...FilePart.entries,
  /** The several files, one after the other, as they are kept. */
  parts: v.optional(v.pipe(v.array(FilePart), v.minLength(1), v.maxLength(MOST_FILES))),
  /** The texts of its config.json and preprocessor_config.json. */
  config: v.optional(v.pipe(v.string(), v.maxLength(LONGEST_CONFIG))),
  preprocessor: v.optional(v.pipe(v.string(), v.maxLength(LONGEST_CONFIG))),
  /** As the hub says it, or `NOT_STATED`. */
  licence: v.string(),
});

export type Offer = Readonly<v.InferOutput<typeof Offer>>;

/** The files of an offer, one after the other. */
export const filesOfOffer = ({ path, bytes, sha256, parts }: Offer): readonly FilePart[] =>
  parts ?? [{ path, bytes, ...(sha256 && { sha256 }) }];

/** Whether what is kept of one can be gone on with, or used, for the other. */
export const isSameFile = (a: Offer, b: Offer): boolean =>
  a.repository === b.repository && a.commit === b.commit && a.path === b.path;

/** Files of weights in a repository, none of which is called as the one that is meant. */
export interface Candidates {
  readonly repository: string;
  readonly revision: string;
  readonly files: readonly { readonly path: string; readonly bytes?: number }[];
}

/** Of a training run beside its weights. */
const NO_WEIGHTS = /(^|\/)(training_args|optimizer|scheduler|scaler|rng_state.*|random_states.*)\.\w+$/i;

/** Stands so in offers on the disks of people. */
const NOT_STATED = 'not stated';

/** They have a licence of their own; the hub's page of their files names another one. */
const AUTHORS = /^facebook\/vit-mae-/;

export function licenceOf({ repository, licence }: Offer): Words {
  if (AUTHORS.test(repository)) return said('hub.authorsLicence');
  return licence === NOT_STATED ? said('hub.licenceNotStated') : licence;
}

/** The hub's answers, as far as they are read. */
const Facts = v.object({
  sha: Commit,
  cardData: v.nullish(v.object({ license: v.fallback(v.nullish(v.string()), undefined) })),
});

const Tree = v.array(
  v.object({
    path: v.string(),
    size: v.nullish(v.number()),
    lfs: v.nullish(v.object({ oid: v.nullish(Hash), size: v.nullish(v.number()) })),
  }),
);

type Fetch = typeof fetch;

/** How the hub is asked: with a token for what is not public, or without. */
interface Asker {
  readonly fetcher: Fetch;
  readonly hasToken: boolean;
}

/** The hub need not learn where the page is; a worker does not know what the page says of that. */
export const UNTOLD = { referrerPolicy: 'no-referrer' } as const;

/** Bytes of an answer about a repository: one that lists ten thousand files has a fifth. */
const LONGEST_ANSWER = 4 * 2 ** 20;
/** In milliseconds. */
const PATIENCE = 20_000;

/** The text of an answer. Throws HubFailed when there is none, or no end of it. */
async function ask(
  { fetcher, hasToken }: Asker,
  url: string,
  repository: string,
  most = LONGEST_ANSWER,
): Promise<string> {
  const name = quoted(repository);
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    const answer = await fetcher(url, { ...UNTOLD, signal });
    if (!answer.ok) throw new HubFailed(statusWords(answer.status, name, hasToken));
    const text = await textOf(answer, most);
    if (text !== undefined) return text;
    throw new HubFailed(said('hub.answerTooLong', { name, most: inMegabytes(most) }));
  } catch (error) {
    if (error instanceof HubFailed) throw error;
    if (signal.aborted) {
      throw new HubFailed(said('hub.noAnswer', { name, seconds: PATIENCE / 1000 }));
    }
    throw new HubFailed(said('hub.unreachable'));
  }
}

/** Undefined where it is longer than `most` bytes. */
async function textOf({ body }: Response, most: number): Promise<string | undefined> {
  const decoder = new TextDecoder();
  const reader = body?.getReader();
  let text = '';
  let length = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.length;
    if (length > most) {
      void reader?.cancel();
      return undefined;
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}

async function askFor<T>(
  schema: v.GenericSchema<unknown, T>,
  asker: Asker,
  url: string,
  repository: string,
): Promise<T> {
  const text = await ask(asker, url, repository);
  try {
    return v.parse(schema, readJson(text), { abortEarly: true });
  } catch {
    throw new HubFailed(said('hub.answerUnclear', { name: quoted(repository) }));
  }
}

/** What says of itself that it is another kind of model need not be fetched to find that out. */
function refuseOthers(repository: string, config: string): void {
  try {
    readConfig(config);
  } catch (error) {
    if (!(error instanceof UnreadableModel)) throw error;
    throw new HubFailed(said('hub.otherKind', { name: quoted(repository), why: error.said }));
  }
}

type Entry = v.InferOutput<typeof Tree>[number];

const bytesOf = ({ lfs, size }: Entry): number | undefined => lfs?.size ?? size ?? undefined;

/** Files of which all are meant, by what one of all would be called. */
interface Several {
  readonly name: string;
  /** Says where each tensor is, if there is one. */
  readonly index?: Entry;
  readonly names?: readonly string[];
}

const INDEX = '.index.json';

/** The file of weights that is meant, or all that may be, or several that belong together. Throws HubFailed where there is none. */
function weightsIn(tree: readonly Entry[], { repository, path }: Named): Entry | readonly Entry[] | Several {
  const name = quoted(repository);
  if (path !== undefined) {
    const meant = tree.find((one) => one.path === path);
    if (!meant) throw new HubFailed(said('hub.noFile', { name, path: quoted(path) }));
    if (path.endsWith(INDEX)) return { name: path.slice(0, -INDEX.length), index: meant };
    const names = namesBeside(path);
    return names ? { name: nameOfAll(path), names } : meant;
  }
  const usual = PREFERRED.map((one) => tree.find((entry) => entry.path === one)).find(Boolean);
  if (usual) return usual;
  const indices = tree.filter((entry) => entry.path.endsWith(INDEX));
  const index =
    PREFERRED.map((one) => indices.find((entry) => entry.path === one + INDEX)).find(Boolean) ?? indices[0];
  if (index) return { name: index.path.slice(0, -INDEX.length), index };
  const candidates = tree.filter((entry) => USUAL.test(entry.path) && !NO_WEIGHTS.test(entry.path));
  if (candidates.length === 0) {
    throw new HubFailed(said('hub.noWeights', { name }));
  }
  return candidates.length === 1 ? candidates[0] : candidates;
}

/** So many files are offered for a choice. */
const MOST_CANDIDATES = 50;

/** Asks the hub what there is, in the name of a token's owner where it is not public; of several files that may be meant, which. Throws HubFailed. */
export async function lookUp(
  text: string,
  fetcher: Fetch = fetch,
  token?: string,
): Promise<Offer | Candidates> {
  const asker: Asker = { fetcher: withToken(token, fetcher), hasToken: token !== undefined };
  const named = readRepository(text);
  const { repository, revision } = named;
  const about = `${HUB}/api/models/${repository}`;
  const facts = await askFor(Facts, asker, `${about}/revision/${encodeURIComponent(revision)}`, repository);
  const commit = facts.sha;
  const inFolder = named.path?.includes('/') ? `/${encoded(named.path.replace(/\/[^/]*$/, ''))}` : '';
  const tree = await askFor(
    Tree,
    asker,
    `${about}/tree/${encodeURIComponent(commit)}${inFolder}`,
    repository,
  );
  const entry = weightsIn(tree, named);
  if ('length' in entry) {
    const files = entry.slice(0, MOST_CANDIDATES).map((one) => ({ path: one.path, bytes: bytesOf(one) }));
    return { repository, revision, files };
  }
  const partOf = (one: Entry): FilePart => {
    const bytes = bytesOf(one);
    if (!v.is(FilePart.entries.bytes, bytes))
      throw new HubFailed(said('hub.unknownSize', { path: one.path, name: quoted(repository) }));
    return { path: one.path, bytes, ...(one.lfs?.oid && { sha256: one.lfs.oid }) };
  };
  const file =
    'name' in entry
      ? asOne(entry.name, (await entriesOf(entry, tree, commit, named, asker)).map(partOf))
      : partOf(entry);
  const beside = async (name: string): Promise<string | undefined> => {
    const place = inFolder ? file.path.replace(/[^/]*$/, name) : name;
    if (!tree.some(({ path }) => path === place)) return undefined;
    return ask(asker, fileUrl(repository, commit, place), repository, LONGEST_CONFIG);
  };
  const [config, preprocessor] = await Promise.all(['config.json', 'preprocessor_config.json'].map(beside));
  if (config !== undefined) refuseOthers(repository, config);
  return {
    repository,
    commit,
    ...file,
    ...(config !== undefined && { config }),
    ...(preprocessor !== undefined && { preprocessor }),
    licence: plain(facts.cardData?.license || NOT_STATED, 40),
  };
}

/** Several files as what one of all would be. */
const asOne = (path: string, parts: readonly FilePart[]): FilePart & Pick<Offer, 'parts'> => ({
  path,
  bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
  parts: [...parts],
});

/** What the hub has of several files. Throws HubFailed where one is missing. */
async function entriesOf(
  { index, names }: Several,
  tree: readonly Entry[],
  commit: string,
  { repository }: Named,
  asker: Asker,
): Promise<readonly Entry[]> {
  const wanted = names ?? (await namesInIndex(index?.path ?? '', commit, repository, asker));
  return wanted.map((path) => {
    const found = tree.find((one) => one.path === path);
    if (found) return found;
    const name = quoted(repository);
    throw new HubFailed(said('hub.missingFile', { name, count: wanted.length, path: quoted(path) }));
  });
}

async function namesInIndex(
  path: string,
  commit: string,
  repository: string,
  asker: Asker,
): Promise<readonly string[]> {
  const text = await ask(asker, fileUrl(repository, commit, path), repository, LONGEST_HEADER);
  const folder = path.replace(/[^/]*$/, '');
  try {
    return namesIn(text, path).map((name) => folder + name);
  } catch (error) {
    if (!(error instanceof UnreadableModel)) throw error;
    throw new HubFailed(said('hub.unclearFiles', { name: quoted(repository), why: error.said }));
  }
}

const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

/** Answers with a redirect to a content host that is good for about an hour: ask again for every part. */
export const fileUrl = (repository: string, commit: string, path: string): string =>
  `${HUB}/${repository}/resolve/${encodeURIComponent(commit)}/${encoded(path)}`;
