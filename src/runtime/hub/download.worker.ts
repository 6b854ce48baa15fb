/** The thread that writes a download into the Origin Private File System: only a worker can write at a place of its own choice, and in Safari before 26 at any. */
import { sentenceOf } from '../message';
import { download, type Sink } from './download';
import type { FromDownload, ToDownload } from './protocol';
import { FULL, HubFailed } from './repository';
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
  };
}

async function write(file: FileSystemFileHandle, text: string): Promise<void> {
  const handle = await file.createSyncAccessHandle();
  handle.truncate(0);
  handle.write(new TextEncoder().encode(text));
  handle.close();
}

function words(error: unknown): string {
  if (isFull(error)) return FULL;
  if (error instanceof DOMException && error.name === 'NoModificationAllowedError') {
    return 'Another tab of this page is downloading the same model.';
  }
  return sentenceOf(error);
}

self.addEventListener('message', async ({ data: { offer } }: MessageEvent<ToDownload>) => {
  let handle: FileSystemSyncAccessHandle | undefined;
  try {
    await prepare(offer, write);
    const folder = await folderOf(offer.repository);
    handle = await (await folder.getFileHandle(WEIGHTS, { create: true })).createSyncAccessHandle();
    const report = seldom();
    await download(offer, sinkOf(handle), {
      signal: new AbortController().signal,
      onBytes: (there, canPause) => report({ type: 'bytes', there, canPause }),
      onCheck: (checked) => report({ type: 'check', checked }),
    });
    handle.flush();
    handle.close();
    post({ type: 'done' });
  } catch (error) {
    handle?.close();
    post({ type: 'failed', message: words(error) });
  }
});
