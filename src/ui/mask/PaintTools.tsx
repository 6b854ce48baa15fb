/** What the brush does, and the mask as a whole turned over or cleared. */
import { FIRST_MODE } from '../../store/place';
import { canGoPaint, isPaintable } from '../../store/playground';
import { FIRST_VIEW } from '../../store/view';
import { say } from '../../words/say';
import { usePlayground } from '../context';
import { Segments } from '../parts/Segments';
import './paint.css';

function Brushes() {
  const brush = usePlayground((state) => state.brush);
  const setBrush = usePlayground((state) => state.setBrush);
  return (
    <>
      <Segments
        label={say('mask.paintWith')}
        options={{ brush: say('mask.brush'), rectangle: say('mask.rectangle') }}
        value={brush.shape}
        onChange={(shape) => setBrush({ ...brush, shape })}
      />
      <Segments
        label={say('mask.paintTo')}
        options={{ flip: say('mask.flip'), hide: say('mask.hide'), show: say('mask.show') }}
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
      <span>{`${say('mask.whereToPaint')} `}</span>
      {canGo && (
        <button type="button" className="link-button" onClick={go}>
          {say('mask.paintThere')}
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
        {say('mask.invert')}
      </button>
      <button type="button" className="button small" onClick={clearMask}>
        {say('mask.showAll')}
      </button>
      {isHere ? <p className="quiet paint-hint">{say('mask.howToPaint')}</p> : <Elsewhere />}
    </div>
  );
}
