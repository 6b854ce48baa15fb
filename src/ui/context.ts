/** How components reach the store. */
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { Model } from '../runtime/registry';
import type { Compare } from '../store/compare';
import type { LinkPart } from '../store/link';
import type { Playground } from '../store/playground';
import type { Sample } from '../store/samples';

interface Page {
  readonly playground: StoreApi<Playground>;
  readonly compare: StoreApi<Compare>;
  readonly models: readonly Model[];
  readonly samples: readonly Sample[];
  /** What stores beside the playground add to a link. */
  readonly linkParts: readonly LinkPart[];
}

export const PlaygroundContext = createContext<Page | null>(null);

/** The store and the fixed lists of the page. */
export function usePage(): Page {
  const page = use(PlaygroundContext);
  if (!page) throw new Error('PlaygroundContext is missing around this component');
  return page;
}

/** One part of the store; the component draws anew when that part changes. */
export const usePlayground = <T>(select: (state: Playground) => T): T =>
  useStore(usePage().playground, select);

/** One part of the comparison, in the same way. */
export const useCompare = <T>(select: (state: Compare) => T): T => useStore(usePage().compare, select);
