/** What the brush does, and the mask as a whole turned over or cleared. */
import type { Brush } from '../../store/playground';
import { usePlayground } from '../context';
import { Segments } from '../parts/Segments';
import './paint.css';

const shapes: Record<Brush['shape'], string> = { brush: 'Brush', rectangle: 'Rectangle' };
const effects: Record<Brush['effect'], string> = { flip: 'Flip', hide: 'Hide', show: 'Show' };

export function PaintTools() {
  const brush = usePlayground((state) => state.brush);
  const setBrush = usePlayground((state) => state.setBrush);
  const invertMask = usePlayground((state) => state.invertMask);
  const clearMask = usePlayground((state) => state.clearMask);
  return (
    <div className="paint-tools">
      <Segments
        label="Paint with"
        options={shapes}
        value={brush.shape}
        onChange={(shape) => setBrush({ ...brush, shape })}
      />
      <Segments
        label="Paint to"
        options={effects}
        value={brush.effect}
        onChange={(effect) => setBrush({ ...brush, effect })}
      />
      <button type="button" className="button small" onClick={invertMask}>
        Invert
      </button>
      <button type="button" className="button small" onClick={clearMask}>
        Show all
      </button>
      <p className="quiet paint-hint">
        Paint on the masked picture. By keys: arrows move, Space paints, Shift and an arrow paint along.
      </p>
    </div>
  );
}
