/** What went wrong where nothing was waiting for it: not silent, but one quiet sentence, and never the browser's own words. */
import type { StoreApi } from 'zustand/vanilla';
import { said } from '../words/said';
import type { Playground } from './playground';

/** Extensions run in the page and fail there too; that is not the page's to report. */
const isForeign = (stack: string | undefined): boolean => /-extension:\/\//.test(stack ?? '');

/** Call once. A sentence that is already shown is a better one, and stays. */
export function reportUnexpected(playground: StoreApi<Playground>): void {
  const report = (error: unknown): void => {
    // Notes of the browser to itself, such as that of a ResizeObserver, come as events without an error.
    if (!(error instanceof Error) || isForeign(error.stack)) return;
    const { problem, reportProblem } = playground.getState();
    if (!problem) reportProblem(said('page.unexpected'));
  };
  addEventListener('error', ({ error }) => report(error));
  addEventListener('unhandledrejection', ({ reason }) => report(reason));
}
