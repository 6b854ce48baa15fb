/** Model repositories of the Hugging Face hub: what a person types, and what the hub says of it. Nothing big is fetched. */
import * as v from 'valibot';
import { inMegabytes, LONGEST_CONFIG } from '../checkpoint/bounds';
import { readConfig } from '../checkpoint/config';
import { readJson } from '../checkpoint/json';
import { UnreadableModel } from '../checkpoint/problem';
import { Sentence } from '../message';
import { plain, quoted } from '../quoted';

export const HUB = 'https://huggingface.co';

/** A sentence for the person about what the hub does not have, or does not give. */
export class HubFailed extends Sentence {
  override name = 'HubFailed';
}

export const FULL =
  'There is no room left on this machine. Delete a model that is kept, or make room, and go on.';

/** The paper's models, and about how many bytes each is; the hub itself says exactly. */
export const published = [
  { repository: 'facebook/vit-mae-base', title: 'MAE-Base', bytes: 448e6 },
  { repository: 'facebook/vit-mae-large', title: 'MAE-Large', bytes: 1.32e9 },
  { repository: 'facebook/vit-mae-huge', title: 'MAE-Huge', bytes: 2.63e9 },
] as const;

const PART = '[\\w][\\w.-]{0,95}';

const Commit = v.pipe(v.string(), v.regex(/^[0-9a-f]{6,64}$/));
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** What can be downloaded, before anything is. */
export const Offer = v.object({
  /** "owner/name" */
  repository: v.pipe(v.string(), v.regex(new RegExp(`^${PART}/${PART}$`))),
  /** The commit that the hub's branch was at, so that a download that is resumed is of the same file. */
  commit: Commit,
  path: v.pipe(v.string(), v.regex(/^[\w./-]{1,200}$/)),
  bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** Of the whole file, lower-case hexadecimal; absent for files that the hub keeps without. */
  sha256: v.optional(Hash),
  /** The text of its config.json. */
  config: v.optional(v.pipe(v.string(), v.maxLength(LONGEST_CONFIG))),
  licence: v.string(),
});

export type Offer = Readonly<v.InferOutput<typeof Offer>>;

const REPOSITORY = new RegExp(`^(${PART}/${PART})(?:/(?:tree|blob|resolve)/([^/?#\\p{Cs}]+).*)?/?$`, 'u');

/** The repository that a text names: "owner/name", or the address of its page. Throws HubFailed. */
export function readRepository(text: string): { readonly repository: string; readonly revision: string } {
  const typed = text.trim();
  const isAddress = /^https?:/i.test(typed);
  const path = isAddress ? typed.replace(/^https?:\/\/(www\.)?(huggingface\.co|hf\.co)\//i, '') : typed;
  if (isAddress && path === typed) {
    throw new HubFailed(
      'The page fetches models from huggingface.co only. Download that file yourself, and open it from disk.',
    );
  }
  const [, repository, revision = 'main'] = REPOSITORY.exec(path) ?? [];
  if (!repository) {
    throw new HubFailed(`${quoted(typed)} is no repository. Type owner/name, such as facebook/vit-mae-base.`);
  }
  return { repository, revision };
}

/** In the order in which they are preferred. */
const WEIGHTS = ['model.safetensors', 'pytorch_model.bin'];

/** The authors' own licence; the hub's page of their files names another one. */
const AUTHORS = /^facebook\/vit-mae-/;
const AUTHORS_LICENCE = 'CC BY-NC 4.0 (the authors’; the hub says Apache-2.0)';

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

/** The hub need not learn where the page is; a worker does not know what the page says of that. */
export const UNTOLD = { referrerPolicy: 'no-referrer' } as const;

/** Bytes of an answer about a repository: one that lists ten thousand files has a fifth. */
const LONGEST_ANSWER = 4 * 2 ** 20;
/** In milliseconds. */
const PATIENCE = 20_000;

/** The text of an answer. Throws HubFailed when there is none, or no end of it. */
async function ask(fetcher: Fetch, url: string, repository: string, most = LONGEST_ANSWER): Promise<string> {
  const name = quoted(repository);
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    const answer = await fetcher(url, { ...UNTOLD, signal });
    if (!answer.ok) throw new HubFailed(statusWords(answer.status, name));
    const text = await textOf(answer, most);
    if (text !== undefined) return text;
    throw new HubFailed(
      `The hub’s answer about ${name} is longer than ${inMegabytes(most)}, so it was not read.`,
    );
  } catch (error) {
    if (error instanceof HubFailed) throw error;
    if (signal.aborted) {
      throw new HubFailed(
        `The hub gave no answer about ${name} in ${PATIENCE / 1000} seconds. Try again later.`,
      );
    }
    throw new HubFailed('The hub cannot be reached. Check the connection, and try again.');
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
  fetcher: Fetch,
  url: string,
  repository: string,
): Promise<T> {
  const text = await ask(fetcher, url, repository);
  try {
    return v.parse(schema, readJson(text), { abortEarly: true });
  } catch {
    throw new HubFailed(`The hub’s answer about ${quoted(repository)} cannot be understood.`);
  }
}

/** What a refusal of the hub means; `what` is quoted. */
export function statusWords(status: number, what: string): string {
  // The hub says 401 of what does not exist, so as not to tell which private repositories there are.
  if (status === 404 || status === 401) return `The hub has no public ${what}.`;
  if (status === 403) return `The hub gives ${what} only to people who have asked its owner.`;
  if (status === 429) return 'The hub has had too many requests from here. Try again in a few minutes.';
  return `The hub answered ${status} for ${what}. Try again later.`;
}

/** What says of itself that it is another kind of model need not be fetched to find that out. */
function refuseOthers(repository: string, config: string): void {
  try {
    readConfig(config);
  } catch (error) {
    if (!(error instanceof UnreadableModel)) throw error;
    throw new HubFailed(
      `${quoted(repository)} is no masked autoencoder that can be read. Its ${error.message}`,
    );
  }
}

/** Asks the hub what there is. Throws HubFailed. */
export async function lookUp(text: string, fetcher: Fetch = fetch): Promise<Offer> {
  const { repository, revision } = readRepository(text);
  const about = `${HUB}/api/models/${repository}`;
  const facts = await askFor(Facts, fetcher, `${about}/revision/${encodeURIComponent(revision)}`, repository);
  const commit = facts.sha;
  const tree = await askFor(Tree, fetcher, `${about}/tree/${encodeURIComponent(commit)}`, repository);
  const entry = WEIGHTS.map((path) => tree.find((one) => one.path === path)).find(Boolean);
  if (!entry) {
    const parts = tree.some(({ path }) => path.endsWith('.index.json'));
    throw new HubFailed(
      parts
        ? `${quoted(repository)} keeps its weights in several files, which cannot be read here.`
        : `${quoted(repository)} has neither ${WEIGHTS.join(' nor ')}.`,
    );
  }
  const bytes = entry.lfs?.size ?? entry.size;
  if (!v.is(Offer.entries.bytes, bytes))
    throw new HubFailed(`The hub does not say how large ${entry.path} of ${quoted(repository)} is.`);
  const hasConfig = tree.some(({ path }) => path === 'config.json');
  const config = hasConfig
    ? await ask(fetcher, fileUrl(repository, commit, 'config.json'), repository, LONGEST_CONFIG)
    : undefined;
  if (config !== undefined) refuseOthers(repository, config);
  return {
    repository,
    commit,
    path: entry.path,
    bytes,
    ...(entry.lfs?.oid && { sha256: entry.lfs.oid }),
    ...(config !== undefined && { config }),
    licence: AUTHORS.test(repository) ? AUTHORS_LICENCE : plain(facts.cardData?.license || 'not stated', 40),
  };
}

/** Answers with a redirect to a content host that is good for about an hour: ask again for every part. */
export const fileUrl = (repository: string, commit: string, path: string): string =>
  `${HUB}/${repository}/resolve/${encodeURIComponent(commit)}/${path}`;
