/** One picture, live: side by side, wiped, its errors, or step by step; and the numbers. What chooses between them is above, where it stays. */
import type { ComponentType } from 'react';
import { showsNumbers } from '../../../store/playground';
import type { Layout } from '../../../store/view';
import { usePlayground } from '../../../ui/context';
import { Fits } from '../../../ui/model/Fits';
import { Errors } from './Errors';
import { FirstMinute } from './firstMinute/FirstMinute';
import { Readout } from './Readout';
import { Steps } from './Steps';
import { Triplet } from './Triplet';
import { ViewControls } from './ViewControls';
import { Wipe } from './Wipe';
import './explore.css';

const views: Readonly<Record<Layout, ComponentType>> = {
  triplet: Triplet,
  wipe: Wipe,
  errors: Errors,
  steps: Steps,
};

export function Explore() {
  const Pictures = usePlayground((state) => views[state.view.layout]);
  const hidden = usePlayground((state) => state.hidden);
  const hasNumbers = usePlayground(showsNumbers);
  return (
    <>
      <FirstMinute />
      {!hidden.includes('view') && <ViewControls />}
      <Pictures />
      {hasNumbers && <Readout />}
      <Fits />
    </>
  );
}
