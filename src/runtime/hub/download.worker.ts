/** The thread that writes a download into the Origin Private File System, or into memory where there is none: only a worker can write at a place of its own choice, and in Safari before 26 at any. */
import { type Said, said } from '../../words/said';
import { sentenceOf } from '../message';
import { download, type Sink, type Watch } from './download';
import { HubFailed } from './problem';
import type { FromDownload, ToDownload } from './protocol';
import { FULL, type Offer } from './repository';
import { folderOf, isFull, prepare, WEIGHTS } from './shelf';

const post = (message: FromDownload): void => self.postMessage(message);

/** Often enough for a person, seldom enough for the page. */
const REPORT_MS = 100;

/** Posts the newest of many reports, at most one in a while. */
function seldom(): (message: FromDownload) => void {
  let newest: FromDownload | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (message) => {
    newest = message;
    if (timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      if (newest) post(newest);
    }, REPORT_MS);
  };
}

function sinkOf(handle: FileSystemSyncAccessHandle): Sink {
  return {
    size: () => handle.getSize(),
    write: (bytes, at) => {
      handle.write(bytes as Uint8Array<ArrayBuffer>, { at });
      // A full disk takes less than it is given, and what it says of that is not to be trusted: Chromium's private windows say 2³² − 8.
      if (handle.getSize() < at + bytes.length) throw new HubFailed(FULL);
    },
    read: (into, at) => handle.read(into as Uint8Array<ArrayBuffer>, { at }),
    truncate: (size) => handle.truncate(size),
    isKept: true,
  };
}

/** As large at once as the file will be, so that nothing is copied while it grows. */
function sinkInMemory(bytes: number): Sink & { readonly content: Uint8Array<ArrayBuffer> } {
  const content = allocate(bytes);
  let size = 0;
  return {
    content,
    size: () => size,
    write: (part, at) => {
      content.set(part, at);
      size = at + part.length;
    },
    read: (into, at) => {
      const part = content.subarray(at, Math.min(size, at + into.length));
      into.set(part);
      return part.length;
    },
    truncate: (most) => {
      size = Math.min(size, most);
    },
    isKept: false,
  };
}

function allocate(bytes: number): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(bytes);
  } catch {
    throw new HubFailed(said('hub.noMemory'));
  }
}

async function write(file: FileSystemFileHandle, text: string): Promise<void> {
  const handle = await file.createSyncAccessHandle();
  handle.truncate(0);
  handle.write(new TextEncoder().encode(text));
  handle.close();
}

function reasonOf(error: unknown): Said {
  if (isFull(error)) return FULL;
  if (error instanceof DOMException && error.name === 'NoModificationAllowedError') {
    return said('hub.otherTabDownloads');
  }
  return sentenceOf(error);
}

function watch(canPause: boolean, token: string | undefined): Watch {
  const report = seldom();
  return {
    signal: new AbortController().signal,
    token,
    onBytes: (there, serverCan) => report({ type: 'bytes', there, canPause: serverCan && canPause }),
    onCheck: (checked) => report({ type: 'check', checked }),
  };
}

async function downloadToDisk(offer: Offer, token: string | undefined): Promise<void> {
  await prepare(offer, write);
  const folder = await folderOf(offer.repository);
  const handle = await (await folder.getFileHandle(WEIGHTS, { create: true })).createSyncAccessHandle();
  try {
    await download(offer, sinkOf(handle), watch(true, token));
    handle.flush();
  } finally {
    handle.close();
  }
}

async function downloadToMemory(offer: Offer, token: string | undefined): Promise<Blob> {
  const sink = sinkInMemory(offer.bytes);
  await download(offer, sink, watch(false, token));
  return new Blob([sink.content]);
}

self.addEventListener('message', async ({ data: { offer, way } }: MessageEvent<ToDownload>) => {
  try {
    const { inMemory, token } = way;
    if (inMemory) return post({ type: 'done', weights: await downloadToMemory(offer, token) });
    await downloadToDisk(offer, token);
    post({ type: 'done' });
  } catch (error) {
    post({ type: 'failed', message: reasonOf(error) });
  }
});
