/** How components reach the stores. */
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { Batch } from '../features/batch/store/batch';
import type { Compare } from '../features/compare/store/compare';
import type { FigureState } from '../features/figure/store/series';
import type { Library } from '../features/library/store/library';
import type { LinkPart } from '../store/link';
import type { Playground } from '../store/playground';
import type { Sample } from '../store/samples';

interface Page {
  readonly playground: StoreApi<Playground>;
  readonly compare: StoreApi<Compare>;
  readonly figure: StoreApi<FigureState>;
  readonly batch: StoreApi<Batch>;
  readonly library: StoreApi<Library>;
  readonly samples: readonly Sample[];
  /** What stores beside the playground add to a link. */
  readonly linkParts: readonly LinkPart[];
}

export const PlaygroundContext = createContext<Page | null>(null);

/** The stores and the fixed lists of the page. */
export function usePage(): Page {
  const page = use(PlaygroundContext);
  if (!page) throw new Error('PlaygroundContext is missing around this component');
  return page;
}

/** One part of the page’s store; the component draws anew when that part changes. */
export const usePlayground = <T>(select: (state: Playground) => T): T =>
  useStore(usePage().playground, select);

/** One part of the comparison, in the same way. */
export const useCompare = <T>(select: (state: Compare) => T): T => useStore(usePage().compare, select);
/** The same for the store of the many files. */
export const useBatch = <T>(select: (state: Batch) => T): T => useStore(usePage().batch, select);

/** One part of the figure. */
export const useFigure = <T>(select: (state: FigureState) => T): T => useStore(usePage().figure, select);

/** One part of the library of models. */
export const useLibrary = <T>(select: (state: Library) => T): T => useStore(usePage().library, select);
