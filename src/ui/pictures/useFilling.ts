/** The picture that interpolation makes of the page's, or of another one, for as long as who asks for it is drawn. */
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { Filled, Filling } from '../../store/filling';
import { usePage } from '../context';

export function useFilling(other?: StoreApi<Filling>): Filled | undefined {
  const page = usePage();
  const filling = other ?? page.filling;
  useEffect(() => filling.getState().want(), [filling]);
  return useStore(filling, ({ filled }) => filled);
}
