/**
 * The service worker: answers for the page's own files, from what is kept or from the network, and sends the headers that a plain
 * host leaves out. It never sees a photograph, and models have places of their own.
 */
import { headers } from './headers';

declare const self: ServiceWorkerGlobalScope;

/** Of this build, written in by `vite.config.ts`: files that the page needs to open, relative to it. */
declare const PAGE_FILES: readonly string[];
declare const BUILD: string;

const PREFIX = 'mae-playground-page-';
const CACHE = PREFIX + BUILD;

/** Weights are kept by `fetchFile.ts`, which checks their hashes. */
const MODEL = /\.safetensors$|\/golden-[^/]*\.json$/;
/** Their names change with what is in them. */
const HASHED = /\/assets\//;

/** An answer of the host with the page's headers; its body is passed on as it comes. */
function withHeaders(answer: Response): Response {
  // What a redirect led to may not answer a navigation, and an answer without a body may have none.
  if (!answer.ok || answer.redirected) return answer;
  const all = new Headers(answer.headers);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers: all });
}

/** A full disk is of no concern: the next visit fetches it again. */
async function keep(request: Request, answer: Response): Promise<void> {
  try {
    await (await caches.open(CACHE)).put(request, answer);
  } catch {}
}

/** The page need not wait until what it gets is kept; the browser must, before it ends this worker. */
async function fetchAndKeep(event: FetchEvent): Promise<Response> {
  const answer = await fetch(event.request);
  if (answer.ok && !answer.redirected) event.waitUntil(keep(event.request, answer.clone()));
  return answer;
}

/** Files that cannot change come from what is kept; the page itself from the network, so that a new version is seen. */
async function answer(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const kept = () => caches.match(request, { ignoreSearch: true });
  if (HASHED.test(request.url)) return withHeaders((await kept()) ?? (await fetchAndKeep(event)));
  try {
    return withHeaders(await fetchAndKeep(event));
  } catch (error) {
    const old = await kept();
    if (old) return withHeaders(old);
    throw error;
  }
}

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(PAGE_FILES);
  await self.skipWaiting();
}

async function activate(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const isOwn = request.url.startsWith(self.registration.scope);
  if (request.method !== 'GET' || !isOwn || MODEL.test(request.url)) return;
  event.respondWith(answer(event));
});
