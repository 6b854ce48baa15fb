/** How the pictures are laid out, and how large. */
import type { Layout } from '../../store/view';
import { usePlayground } from '../context';
import { Segments } from '../Segments';
import { Magnifier } from './Magnifier';

const layouts: Record<Layout, string> = { triplet: 'Side by side', wipe: 'Wipe', errors: 'Errors' };

export function ViewControls() {
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
    </div>
  );
}
