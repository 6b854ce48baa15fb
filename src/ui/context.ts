/** How components reach the page's store and its features. */
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { Page } from '../store/page';
import type { Playground } from '../store/playground';
import type { OpenFeature } from './feature';

interface PageAtWork extends Page {
  readonly features: readonly OpenFeature[];
}

export const PageContext = createContext<PageAtWork | null>(null);

/** The stores, the fixed lists and the features of the page. */
export function usePage(): PageAtWork {
  const page = use(PageContext);
  if (!page) throw new Error('PageContext is missing around this component');
  return page;
}

/** One part of the page’s store; the component draws anew when that part changes. */
export const usePlayground = <T>(select: (state: Playground) => T): T =>
  useStore(usePage().playground, select);
