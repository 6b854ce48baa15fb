/** Large files from the hub, one after the other, into a place that keeps what has come, so that a download goes on where it stopped. */
import { createSHA256 } from 'hash-wasm';
import { said } from '../../words/said';
import { quoted } from '../quoted';
import { HubFailed, statusWords } from './problem';
import { type FilePart, filesOfOffer, fileUrl, type Offer, UNTOLD } from './repository';
import { withToken } from './token';

/** Where the bytes go. */
export interface Sink {
  size(): number;
  write(bytes: Uint8Array, at: number): void;
  read(into: Uint8Array, at: number): number;
  truncate(size: number): void;
  /** Whether what is in it stays there after the download has ended in any way. */
  readonly isKept: boolean;
}

export interface Watch {
  readonly signal: AbortSignal;
  /** How much of the file is there, and whether it can go on from there after a pause. */
  onBytes(there: number, canPause: boolean): void;
  /** How many of the bytes were checked. */
  onCheck(checked: number): void;
  readonly fetch?: typeof fetch;
  /** For what is not public. */
  readonly token?: string | undefined;
  /** Before each further try; tests have no time. */
  readonly wait?: (tries: number) => Promise<void>;
}

/** So often in a row without a single byte. */
const TRIES = 4;
const SLICE = 8 * 1024 * 1024;

const pause = (tries: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, 500 * 2 ** tries));

/**
 * Fetches what is missing and checks the whole. Throws HubFailed, and the signal's reason when it is aborted; what
 * has come stays in the sink unless it is wrong.
 */
export async function download(offer: Offer, sink: Sink, watch: Watch): Promise<void> {
  const { signal, wait = pause } = watch;
  if (sink.size() > offer.bytes) sink.truncate(0);
  for (let tries = 0; sink.size() < offer.bytes; tries++) {
    const before = sink.size();
    try {
      await fetchRest(offer, sink, watch);
    } catch (error) {
      signal.throwIfAborted();
      // That is how a lost connection looks; nothing else is made better by trying again.
      if (!(error instanceof TypeError)) throw error;
    }
    if (sink.size() !== before) tries = 0;
    if (tries >= TRIES - 1) {
      throw new HubFailed(said(sink.isKept ? 'hub.lostAndKept' : 'hub.lostWhole'));
    }
    if (sink.size() < offer.bytes) await wait(tries);
    signal.throwIfAborted();
  }
  await check(offer, sink, watch);
}

/** One answer of the server, as far as it goes. */
async function fetchRest(
  offer: Offer,
  sink: Sink,
  { signal, onBytes, token, fetch: fetcher = fetch }: Watch,
): Promise<void> {
  let at = sink.size();
  const { path, start, end } = partAt(offer, at);
  const url = fileUrl(offer.repository, offer.commit, path);
  const answer = await withToken(token, fetcher)(url, {
    ...UNTOLD,
    headers: { Range: `bytes=${at - start}-` },
    signal,
  });
  if (answer.status === 416) {
    sink.truncate(0);
    throw changed(offer);
  }
  if (!answer.ok) {
    const what = said('hub.fileIn', { path, name: quoted(offer.repository) });
    throw new HubFailed(statusWords(answer.status, what, token !== undefined));
  }
  const isPart = answer.status === 206;
  if (!isPart && at > start) {
    sink.truncate(start);
    at = start;
  }
  const [, from, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(answer.headers.get('Content-Range') ?? '') ?? [];
  if (isPart && from !== undefined && (Number(from) !== at - start || Number(total) !== end - start)) {
    sink.truncate(0);
    await answer.body?.cancel();
    throw changed(offer);
  }
  if (!answer.body) throw new TypeError('nothing came');
  const reader = answer.body.getReader();
  onBytes(at, isPart);
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (at + part.value.length > end) {
      sink.truncate(0);
      await reader.cancel();
      throw changed(offer);
    }
    sink.write(part.value, at);
    at += part.value.length;
    onBytes(at, isPart);
  }
}

const changed = ({ path, repository }: Offer): HubFailed =>
  new HubFailed(said('hub.changed', { path, name: quoted(repository) }));

/** A file among those that lie one after the other. */
interface Placed extends FilePart {
  readonly start: number;
  readonly end: number;
}

function placed(offer: Offer): readonly Placed[] {
  let end = 0;
  return filesOfOffer(offer).map((file) => {
    const start = end;
    end += file.bytes;
    return { ...file, start, end };
  });
}

/** The file that the byte at a place is of. */
function partAt(offer: Offer, at: number): Placed {
  const found = placed(offer).find(({ end }) => at < end);
  if (!found) throw new RangeError(`there is no byte ${at} in ${offer.bytes}`);
  return found;
}

async function check(offer: Offer, sink: Sink, watch: Watch): Promise<void> {
  for (const file of placed(offer)) await checkOne(file, sink, watch);
}

/** What is damaged is deleted, with all that lies behind it. */
async function checkOne(
  { path, sha256, start, end }: Placed,
  sink: Sink,
  { signal, onCheck }: Watch,
): Promise<void> {
  if (!sha256) return;
  const hash = await createSHA256();
  const slice = new Uint8Array(Math.min(SLICE, end - start));
  for (let at = start; at < end; ) {
    const read = sink.read(slice.subarray(0, end - at), at);
    if (read === 0) throw new HubFailed(said('hub.keptUnreadable'));
    hash.update(slice.subarray(0, read));
    at += read;
    onCheck(at);
    // So that a pause is heard.
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
  }
  if (hash.digest() === sha256) return;
  sink.truncate(start);
  throw new HubFailed(said('hub.damaged', { path }));
}
