/** Files of the page as the build made them: fetched, checked by their SHA-256, and kept with the page's headers. */
import { sha256 } from '../digest';
import { headers } from './headers';
import type { Files } from './pageFiles';

/** What came, with the page's headers; of its own it keeps the type. */
export function withHeaders(body: BodyInit | null, { status, headers: sent }: Response): Response {
  const all = new Headers(headers);
  const type = sent.get('Content-Type');
  if (type) all.set('Content-Type', type);
  return new Response(body, { status, headers: all });
}

/** The answer, if its bytes can be read, and have the hash that they should. */
export async function checked(answer: Response | undefined, hash: string): Promise<Response | undefined> {
  if (!answer?.ok) return undefined;
  const bytes = await answer.arrayBuffer().catch(() => undefined);
  if (!bytes || (await sha256(bytes)) !== hash) return undefined;
  const right = withHeaders(bytes, answer);
  // By which the page tells how far it is.
  right.headers.set('Content-Length', String(bytes.byteLength));
  return right;
}

/**
 * A file with this hash: what another build has kept already, or what the host has. A wrong answer that some cache on the way holds
 * on to, as of a network that wants a login first, is passed by. Throws where there is no right one.
 */
export async function fetchChecked(url: string, hash: string): Promise<Response> {
  const found =
    (await checked(await caches.match(url, { ignoreVary: true }), hash)) ??
    (await checked(await fetch(url), hash)) ??
    (await checked(await fetch(url, { cache: 'reload' }), hash));
  if (!found) throw new Error(`${url} is not the file that this build made`);
  return found;
}

/** Keeps what is missing of the files. Each is tried; throws if one could not be had, or not be kept. */
export async function keepFiles(cache: Cache, files: Files, base: string): Promise<void> {
  const there = new Set((await cache.keys()).map(({ url }) => url));
  const missing = Object.keys(files).filter((name) => !there.has(new URL(name, base).href));
  const tries = await Promise.allSettled(
    missing.map(async (name) => {
      const { href } = new URL(name, base);
      await cache.put(href, await fetchChecked(href, files[name]));
    }),
  );
  const failed = tries.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}
