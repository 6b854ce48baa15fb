/** Has the browser keep the page itself, so that it opens without a network, and with threads on hosts that send no headers. */
import { probeGpu } from '../inference/gpu';
import { gpuBuild } from '../inference/gpuBuild';
import type { ToServiceWorker } from './pageFiles';

/** The build that this page is of, as `scripts/pageFiles.ts` wrote it. */
const ownBuild = (): string => document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content ?? '';

const tell = (worker: ServiceWorker, message: ToServiceWorker, transfer: Transferable[] = []): void =>
  worker.postMessage(message, transfer);

function buildOf(worker: ServiceWorker): Promise<string> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<string>) => resolve(data);
    tell(worker, { type: 'which' }, [port2]);
  });
}

/** Calls back whenever a build has been kept whole that is not this page's; a reload will show that one. */
function watch(registration: ServiceWorkerRegistration, onNewer: () => void): void {
  const look = async (worker: ServiceWorker | null): Promise<void> => {
    if (worker?.state === 'installed' && (await buildOf(worker)) !== ownBuild()) onNewer();
  };
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => void look(installing));
  });
  void look(registration.waiting);
  // A tab may be open for weeks.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') registration.update().catch(() => undefined);
  });
}

/**
 * From the second visit on; one visit is enough for all that the page can do. Where it is not to be had, as in private windows and
 * in frames that are shut in, the page does without. `onNewer` is called when a newer build of the page is ready.
 */
export async function keepPage(onNewer: () => void): Promise<void> {
  if (!import.meta.env.PROD) return;
  try {
    watch(await navigator.serviceWorker.register('./service-worker.js'), onNewer);
    const { active, waiting } = await navigator.serviceWorker.ready;
    const gpu = (await probeGpu()).kind === 'hardware' ? gpuBuild() : undefined;
    for (const worker of [active, waiting])
      if (worker) tell(worker, { type: 'keep', build: ownBuild(), ...(gpu && { gpu }) });
  } catch {
    // Even to ask for it may be forbidden.
  }
}
