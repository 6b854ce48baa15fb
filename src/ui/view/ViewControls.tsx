/** How the pictures are laid out, how large, and how to take them away. */
import type { Layout } from '../../store/view';
import { usePage, usePlayground } from '../context';
import { choicesOf, maskOf } from '../export/choices';
import { Export } from '../export/Export';
import { Segments } from '../Segments';
import { Magnifier } from './Magnifier';

const layouts: Record<Layout, string> = {
  triplet: 'Side by side',
  wipe: 'Wipe',
  errors: 'Errors',
  steps: 'Steps',
};

export function ViewControls() {
  const { playground } = usePage();
  const layout = usePlayground((state) => state.view.layout);
  const setView = usePlayground((state) => state.setView);
  return (
    <div className="view-controls">
      <Segments
        label="View"
        options={layouts}
        value={layout}
        onChange={(chosen) => setView({ layout: chosen })}
      />
      <Magnifier />
      <Export choices={() => choicesOf(playground.getState())} mask={() => maskOf(playground.getState())} />
    </div>
  );
}
