/** Fetches a model's files: streamed with progress, checked by SHA-256, kept in Cache Storage for the next visit. */
import { said } from '../../words/said';
import { sha256 } from '../digest';
import { Sentence } from '../message';
import type { ModelFile } from '../models/model';

/** The cache of them all. */
export const MODELS = 'mae-playground-models';

/** Cache Storage is missing on plain-http addresses, and may be refused: the page then fetches anew each time. */
async function openCache(): Promise<Cache | undefined> {
  try {
    return await globalThis.caches.open(MODELS);
  } catch {
    return undefined;
  }
}

/** The hash is part of the key, so that a changed file is never taken from the cache. */
const cacheKey = ({ url, sha256 }: ModelFile): string => `${url}?sha256=${sha256}`;

/** Keeps the file, and drops what was kept of it under another hash. Neither a slow disk nor a full one is of any concern. */
async function keep(cache: Cache, file: ModelFile, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    const kept = await cache.keys(file.url, { ignoreSearch: true });
    await Promise.all(kept.map((request) => cache.delete(request)));
    await cache.put(cacheKey(file), new Response(bytes));
  } catch {
    // The next visit fetches it again.
  }
}

/** Reads a body of `file.bytes` bytes; `onBytes` hears how many came. Throws a `Sentence` when length or hash differ. */
async function readChecked(
  response: Response,
  file: ModelFile,
  onBytes: (count: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const { url } = file;
  if (!response.body) throw new Sentence(said('inference.emptyAnswer', { url }));
  const bytes = new Uint8Array(file.bytes);
  const reader = response.body.getReader();
  let received = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (received + part.value.length > bytes.length) {
      throw new Sentence(said('inference.tooLong', { url, bytes: file.bytes }));
    }
    bytes.set(part.value, received);
    received += part.value.length;
    onBytes(part.value.length);
  }
  if (received < bytes.length)
    throw new Sentence(said('inference.tooShort', { url, received, bytes: file.bytes }));
  // On plain-http addresses the browser keeps its own hashes to itself.
  const hashed = globalThis.crypto?.subtle ? sha256(bytes) : (await import('../digestByHand')).sha256(bytes);
  if ((await hashed) !== file.sha256) throw new Sentence(said('inference.otherHash', { url }));
  return bytes;
}

/** Takes what need not be done at once. */
export type Later = (chore: () => void) => void;

/**
 * The file's bytes, from the cache if they are there and sound; `later` is given the keeping of what is not. The bytes must stay as they
 * are until then. Throws a `Sentence`, half of one, that says what went wrong.
 */
export async function fetchFile(
  file: ModelFile,
  onBytes: (count: number) => void,
  later: Later,
): Promise<Uint8Array<ArrayBuffer>> {
  const cache = await openCache();
  const cached = await cache?.match(cacheKey(file)).catch(() => undefined);
  if (cached) {
    let counted = 0;
    try {
      return await readChecked(cached, file, (count) => {
        counted += count;
        onBytes(count);
      });
    } catch {
      onBytes(-counted);
    }
  }
  const response = await fetch(file.url).catch(() => {
    throw new Sentence(said('inference.modelNotFetched'));
  });
  if (!response.ok)
    throw new Sentence(said('inference.answered', { status: response.status, url: file.url }));
  const bytes = await readChecked(response, file, onBytes);
  if (cache) later(() => void keep(cache, file, bytes));
  return bytes;
}
