/** In another language everything is drawn anew: what is to be seen and chosen is in the stores, and stays. */
import { Fragment, type ReactNode, useSyncExternalStore } from 'react';
import { onLanguage, spoken } from '../words/say';

export function InLanguage({ children }: { children: ReactNode }) {
  const language = useSyncExternalStore(onLanguage, spoken);
  return <Fragment key={language}>{children}</Fragment>;
}
