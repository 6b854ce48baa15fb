/**
 * The service worker: answers for the page's own files, from what is kept or from the network, and sends the headers that a plain
 * host leaves out. It never sees a photograph, and models have places of their own.
 *
 * A worker keeps one build, whole and checked, and does not take a page over from the worker before it: it waits until no page is
 * left, and only then what was kept before goes. Until then a file is answered from whichever build has it.
 */
import { MODELS } from '../inference/fetchFile';
import { checked, fetchChecked, keepFiles, withHeaders } from './kept';
import type { Files, GpuBuild, PageFiles, ToServiceWorker } from './pageFiles';

declare const self: ServiceWorkerGlobalScope;

/** Of this build, written in by `scripts/pageFiles.ts`. */
declare const PAGE: PageFiles;

const { scope } = self.registration;
/** One host may have several of these pages, each in a folder of its own. */
const PREFIX = `mae-playground-page ${scope} `;
/** Of builds that checked nothing. */
const UNCHECKED = /^mae-playground-page-[0-9a-f]{12}$/;

/** Without an answer for so long, what is kept opens. */
const PATIENCE_MS = 4000;

const gpuBuilds: readonly GpuBuild[] = ['jspi', 'asyncify'];
const files: Files = Object.assign({}, PAGE.needed, PAGE.more, ...gpuBuilds.map((gpu) => PAGE[gpu]));

const ownCache = (): Promise<Cache> => caches.open(PREFIX + PAGE.build);

/** Of all builds that are kept, the newest first. */
const keptBuilds = async (): Promise<string[]> =>
  (await caches.keys())
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => name.slice(PREFIX.length))
    .reverse();

/** The page of a build that is kept whole, unless it was damaged where it lies. */
async function keptPage(build: string): Promise<Response | undefined> {
  const find = () => caches.match(scope, { cacheName: PREFIX + build, ignoreVary: true });
  const text = (await (await find())?.text().catch(() => undefined)) ?? '';
  return text.includes(build) && text.includes('</html>') ? find() : undefined;
}

/** Those whose kept bytes were looked at since this worker woke. */
const sound = new Set<string>();

/** What is kept of a file, unless it was damaged where it lies. */
async function keptFile(url: string, name: string): Promise<Response | undefined> {
  const find = () => caches.match(url, { ignoreVary: true });
  if (name in files && !sound.has(name)) {
    if (!(await checked(await find(), files[name]))) return undefined;
    sound.add(name);
  }
  // As it lies there, and no copy: with that the browser keeps what it has compiled of it.
  return find();
}

/** The page that names this build, whatever a host has put into it besides. */
async function fetchPage(): Promise<Response> {
  for (const cache of ['default', 'reload'] as const) {
    const answer = await fetch(scope, { cache });
    const text = await answer.text();
    if (answer.ok && text.includes(PAGE.build)) return withHeaders(text, answer);
  }
  throw new Error('the host gives a page of another build');
}

/** What the page cannot do without first. The page itself comes last: where it is, the build is whole. */
async function keepBuild(gpu: readonly GpuBuild[]): Promise<void> {
  const cache = await ownCache();
  await keepFiles(cache, PAGE.needed, scope);
  if (!(await keptPage(PAGE.build))) await cache.put(scope, await fetchPage());
  await keepFiles(cache, Object.assign({}, PAGE.more, ...gpu.map((build) => PAGE[build])), scope);
}

/**
 * Then the page of a first visit is answered too, as its host may have another build by tonight. Not while this worker becomes active:
 * Firefox lets what the page asks for in that moment wait for ever.
 */
async function keepRest(gpu?: GpuBuild): Promise<void> {
  await keepBuild(gpu ? [gpu] : []).catch(() => undefined);
  // Not allowed to one that waits for another to end.
  await self.clients.claim().catch(() => undefined);
}

/** Which of them a build before this one has kept: there is a GPU here. */
async function gpuBefore(): Promise<GpuBuild[]> {
  const kept = await Promise.all(
    (await keptBuilds()).map(async (build) => (await caches.open(PREFIX + build)).keys()),
  );
  return gpuBuilds.filter((gpu) => kept.flat().some(({ url }) => url.includes(gpu)));
}

async function install(): Promise<void> {
  try {
    await keepBuild(await gpuBefore());
  } catch (error) {
    // What is kept of the build before is better than half of this one. The first worker of all brings the headers at least.
    if (self.registration.active && !(await keptPage(PAGE.build))) throw error;
  }
}

/** Relative to the page; undefined for what is of others on the same host. */
function nameOf(url: string): string | undefined {
  const bare = url.replace(/[?#].*/, '');
  return bare.startsWith(scope) ? bare.slice(scope.length) : undefined;
}

/** Where the build puts what it names by its content. */
const isBuilt = (name: string): boolean => name.startsWith('assets/');

/** No page of another build is left. */
async function activate(): Promise<void> {
  const old = (await caches.keys()).filter(
    (name) => UNCHECKED.test(name) || (name.startsWith(PREFIX) && name !== PREFIX + PAGE.build),
  );
  await Promise.all(old.map((name) => caches.delete(name)));
  const models = await caches.open(MODELS);
  for (const { url } of await models.keys()) {
    const name = nameOf(url);
    if (name && isBuilt(name) && !(name in PAGE.models)) await models.delete(url);
  }
}

/** The host says which build is the newest; where it is kept, what is kept is sure to be whole. */
async function askHost(request: Request): Promise<Response> {
  const answer = await fetch(request, { cache: 'no-cache' });
  if (!answer.ok || answer.redirected) return answer;
  const text = await answer.text();
  const build = (await keptBuilds()).find((one) => text.includes(one));
  return (build && (await keptPage(build))) || withHeaders(text, answer);
}

/** What is kept opens where the host is silent, gone or broken. */
async function openPage(request: Request): Promise<Response> {
  const asked = askHost(request);
  let kept: Response | undefined;
  for (const build of await keptBuilds()) kept ??= await keptPage(build);
  if (!kept) return asked;
  const patience = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS));
  const answer = await Promise.race([asked, patience]).catch(() => undefined);
  return answer && answer.status < 500 ? answer : kept;
}

/** From what is kept or, checked, from the host. What is of another build, or was changed on its way, is given and never kept. */
async function giveFile(event: FetchEvent, name: string): Promise<Response> {
  const { request } = event;
  const kept = await keptFile(request.url, name);
  if (kept) return kept;
  const right = name in files && (await fetchChecked(request.url, files[name]).catch(() => undefined));
  if (right) {
    const copy = right.clone();
    event.waitUntil(ownCache().then((cache) => cache.put(request.url, copy)));
    return right;
  }
  const answer = await fetch(request);
  return answer.ok && !answer.redirected ? withHeaders(answer.body, answer) : answer;
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => {
  const message: ToServiceWorker = event.data;
  if (message.type === 'which') event.ports[0].postMessage(PAGE.build);
  else if (message.build === PAGE.build) event.waitUntil(keepRest(message.gpu));
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const name = nameOf(request.url);
  if (request.method !== 'GET' || name === undefined || name in PAGE.models) return;
  if (name === '' || name === 'index.html') event.respondWith(openPage(request));
  else if (name in files || isBuilt(name)) event.respondWith(giveFile(event, name));
});
