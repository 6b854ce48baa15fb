/** What a person types or copies to name a repository of the Hugging Face hub, or one file of it. */
import { said } from '../../words/said';
import { quoted } from '../quoted';
import { HubFailed } from './problem';

const PART = '[\\w][\\w.-]{0,95}';

/** What a text names. */
export interface Named {
  readonly repository: string;
  readonly revision: string;
  /** One file of it. */
  readonly path?: string;
}

/** "owner/name" */
export const OWNER_AND_NAME = new RegExp(`^${PART}/${PART}$`);
const HOST = /^(?:https?:\/\/)?(?:www\.)?(?:huggingface\.co|hf\.co)\//i;
/** Branches that the hub makes by itself have slashes in their names. */
const REVISION = /^(refs\/(?:pr|convert)\/[^/]+|[^/]+)(?:\/(.+))?$/u;

/** Undefined where it is no text that was encoded for an address. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/**
 * The repository that a text names: "owner/name", or any address of its pages and files, with all that a browser shows of it.
 * Throws HubFailed.
 */
export function readRepository(text: string): Named {
  const typed = text.trim();
  const unknown = (): HubFailed => new HubFailed(said('hub.noRepository', { typed: quoted(typed) }));
  if (/^https?:/i.test(typed) && !HOST.test(typed)) {
    throw new HubFailed(said('hub.otherSite'));
  }
  const path = decoded(
    typed
      .replace(HOST, '')
      .replace(/[?#].*$/s, '')
      .replace(/^api\/models\//, ''),
  );
  const [owner = '', name = '', kind, ...rest] = path?.split('/') ?? [];
  if (['datasets', 'spaces'].includes(owner) && kind) {
    throw new HubFailed(said('hub.noModel', { typed: quoted(typed), kind: owner }));
  }
  const repository = `${owner}/${name}`;
  if (!OWNER_AND_NAME.test(repository) || /\p{Cs}/u.test(path ?? '')) throw unknown();
  const behind = rest.join('/').replace(/\/$/, '');
  if (['tree', 'blob', 'resolve', 'raw', 'commit', 'commits'].includes(kind)) {
    const [, revision, file] = REVISION.exec(behind) ?? [];
    const isFile = file && ['blob', 'resolve', 'raw'].includes(kind);
    return { repository, revision: revision ?? 'main', ...(isFile && { path: file }) };
  }
  // Its discussions, its settings: of the same repository.
  if (kind && !HOST.test(typed)) throw unknown();
  return { repository, revision: 'main' };
}
