/** How the components of a feature reach its store. */
import { createContext, createElement, type ReactNode, use } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';

interface StoreContext<State> {
  readonly Provider: (props: { store: StoreApi<State>; children: ReactNode }) => ReactNode;
  /** The store itself, for what is asked in an event. */
  readonly useStoreApi: () => StoreApi<State>;
  /** One part of its state; the component draws anew when that part changes. */
  readonly useState: <T>(select: (state: State) => T) => T;
}

export function storeContext<State>(name: string): StoreContext<State> {
  const Context = createContext<StoreApi<State> | null>(null);
  const useStoreApi = (): StoreApi<State> => {
    const store = use(Context);
    if (!store) throw new Error(`the store of ${name} is missing around this component`);
    return store;
  };
  return {
    Provider: ({ store, children }) => createElement(Context, { value: store }, children),
    useStoreApi,
    useState: (select) => useStore(useStoreApi(), select),
  };
}
