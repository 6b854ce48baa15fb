/** The picture that interpolation makes of the page's, for as long as who asks for it is drawn. */
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Filled } from '../../store/filling';
import { usePage } from '../context';

export function useFilling(): Filled | undefined {
  const { filling } = usePage();
  useEffect(() => filling.getState().want(), [filling]);
  return useStore(filling, ({ filled }) => filled);
}
