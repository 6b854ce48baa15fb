/** One picture, live: side by side, wiped, or its errors; and the numbers. */
import { usePlayground } from './context';
import { Readout } from './Readout';
import { Triplet } from './Triplet';
import { ViewControls } from './view/ViewControls';
import { Wipe } from './view/Wipe';

export function Explore() {
  const layout = usePlayground((state) => state.view.layout);
  const hidden = usePlayground((state) => state.hidden);
  return (
    <>
      {layout === 'wipe' ? <Wipe /> : <Triplet />}
      {!hidden.includes('view') && <ViewControls />}
      {!hidden.includes('numbers') && <Readout />}
    </>
  );
}
