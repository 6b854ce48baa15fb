/** A control of the page, and what the feature that is open draws around it. */
import type { ReactNode } from 'react';
import { usePage, usePlayground } from './context';
import type { Control } from './feature';

export function Around({ control, children }: { control: Control; children: ReactNode }) {
  const { features } = usePage();
  const mode = usePlayground((state) => state.mode);
  const Wrap = features.find(({ tab }) => tab?.id === mode)?.around?.[control];
  return Wrap ? <Wrap>{children}</Wrap> : children;
}
