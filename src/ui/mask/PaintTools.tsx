/** What the brush does, and the mask as a whole turned over or cleared. */
import { FIRST_MODE } from '../../store/place';
import { type Brush, canGoPaint, isPaintable } from '../../store/playground';
import { FIRST_VIEW } from '../../store/view';
import { usePlayground } from '../context';
import { Segments } from '../parts/Segments';
import './paint.css';

const shapes: Record<Brush['shape'], string> = { brush: 'Brush', rectangle: 'Rectangle' };
const effects: Record<Brush['effect'], string> = { flip: 'Flip', hide: 'Hide', show: 'Show' };

function Brushes() {
  const brush = usePlayground((state) => state.brush);
  const setBrush = usePlayground((state) => state.setBrush);
  return (
    <>
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
    </>
  );
}

/** Where the masked picture is not shown. */
function Elsewhere() {
  const canGo = usePlayground(canGoPaint);
  const setMode = usePlayground((state) => state.setMode);
  const setView = usePlayground((state) => state.setView);
  const go = (): void => {
    setView({ layout: FIRST_VIEW.layout });
    setMode(FIRST_MODE);
  };
  return (
    <p className="quiet paint-hint">
      <span>The mask is painted where the pictures of one photograph stand side by side. </span>
      {canGo && (
        <button type="button" className="link-button" onClick={go}>
          Paint there
        </button>
      )}
    </p>
  );
}

export function PaintTools() {
  const isHere = usePlayground(isPaintable);
  const invertMask = usePlayground((state) => state.invertMask);
  const clearMask = usePlayground((state) => state.clearMask);
  return (
    <div className="paint-tools">
      {isHere && <Brushes />}
      <button type="button" className="button small" onClick={invertMask}>
        Invert
      </button>
      <button type="button" className="button small" onClick={clearMask}>
        Show all
      </button>
      {isHere ? (
        <p className="quiet paint-hint">
          Paint on the masked picture. By keys: arrows move, Space paints, Shift and an arrow paint along.
        </p>
      ) : (
        <Elsewhere />
      )}
    </div>
  );
}
