/** One picture, live: side by side, wiped, or its errors; and the numbers. */
import { usePlayground } from './context';
import { Readout } from './Readout';
import { Triplet } from './Triplet';
import { ViewControls } from './view/ViewControls';
import { Wipe } from './view/Wipe';

export function Explore() {
  const layout = usePlayground((state) => state.view.layout);
  return (
    <>
      {layout === 'wipe' ? <Wipe /> : <Triplet />}
      <ViewControls />
      <Readout />
    </>
  );
}
