/** A download under way, or one that was stopped. */

import { timeLeft } from '../../../ui/numbers';
import type { Loading as State } from '../store/library';
import { useLibrary } from './context';
import { size } from './sizes';

function progressOf({ offer, phase, there, speed, canPause }: State): string {
  const count = `${size(there)} of ${size(offer.bytes)}`;
  if (phase === 'checking') return `Checking, ${count}`;
  if (phase === 'stopped') return `Stopped at ${count}`;
  const parts = speed
    ? [count, `${size(speed)} a second`, timeLeft(((offer.bytes - there) / speed) * 1000)]
    : [count];
  if (canPause === false) parts.push('after a pause it begins anew');
  return parts.filter(Boolean).join(', ');
}

export function Loading() {
  const loading = useLibrary((state) => state.loading);
  const start = useLibrary((state) => state.start);
  const stop = useLibrary((state) => state.stop);
  const remove = useLibrary((state) => state.remove);
  if (!loading) return null;
  const { offer, phase, there } = loading;
  return (
    <section className="library-loading" aria-label="Download">
      <p>
        <strong>{offer.repository}</strong> <span className="quiet">{progressOf(loading)}</span>
      </p>
      <progress className="progress" aria-label="Downloaded" max={offer.bytes} value={there} />
      <div className="library-buttons">
        {phase === 'stopped' ? (
          <button type="button" className="button primary" onClick={() => void start(offer)}>
            Go on
          </button>
        ) : (
          <button type="button" className="button" onClick={stop}>
            Pause
          </button>
        )}
        <button type="button" className="button" onClick={() => void remove(offer.repository)}>
          Cancel and delete
        </button>
      </div>
    </section>
  );
}
