/** Has the browser keep the page itself, so that it opens without a network, and with threads on hosts that send no headers. */

/** From the second visit on. Where it is not to be had, as in private windows, the page does without. */
export function keepPage(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  navigator.serviceWorker.register('./service-worker.js').catch(() => undefined);
}
