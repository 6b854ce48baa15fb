/** One picture, live: side by side, wiped, its errors, or step by step; and the numbers. */
import type { ComponentType } from 'react';
import type { Layout } from '../store/view';
import { usePlayground } from './context';
import { Readout } from './Readout';
import { Triplet } from './Triplet';
import { Errors } from './view/Errors';
import { Steps } from './view/Steps';
import { ViewControls } from './view/ViewControls';
import { Wipe } from './view/Wipe';

const views: Readonly<Record<Layout, ComponentType>> = {
  triplet: Triplet,
  wipe: Wipe,
  errors: Errors,
  steps: Steps,
};

export function Explore() {
  const Pictures = usePlayground((state) => views[state.view.layout]);
  const hidden = usePlayground((state) => state.hidden);
  return (
    <>
      <Pictures />
      {!hidden.includes('view') && <ViewControls />}
      {!hidden.includes('numbers') && <Readout />}
    </>
  );
}
