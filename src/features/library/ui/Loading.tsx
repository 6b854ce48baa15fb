/** A download under way, or one that was stopped. */

import { size, timeLeft } from '../../../ui/numbers';
import { say } from '../../../words/say';
import type { Loading as State } from '../store/library';
import { useLibrary } from './context';

function progressOf({ offer, phase, there, speed, canPause }: State): string {
  const part = { there: size(there), whole: size(offer.bytes) };
  if (phase === 'checking') return say('library.checking', part);
  if (phase === 'stopped') return say('library.stoppedAt', part);
  const progress = speed
    ? say('library.partAndTime', {
        ...part,
        speed: size(speed),
        timeLeft: timeLeft(((offer.bytes - there) / speed) * 1000),
      })
    : say('library.part', part);
  return canPause === false ? say('library.losesByPause', { progress }) : progress;
}

export function Loading() {
  const loading = useLibrary((state) => state.loading);
  const start = useLibrary((state) => state.start);
  const stop = useLibrary((state) => state.stop);
  const remove = useLibrary((state) => state.remove);
  if (!loading) return null;
  const { offer, phase, there } = loading;
  return (
    <section className="library-loading" aria-label={say('library.downloading')}>
      <p>
        <strong>{offer.repository}</strong> <span className="quiet">{progressOf(loading)}</span>
      </p>
      <progress className="progress" aria-label={say('library.downloaded')} max={offer.bytes} value={there} />
      <div className="library-buttons">
        {phase === 'stopped' ? (
          <button type="button" className="button primary" onClick={() => void start(offer)}>
            {say('library.goOn')}
          </button>
        ) : (
          <button type="button" className="button" onClick={stop}>
            {say('library.pause')}
          </button>
        )}
        <button type="button" className="button" onClick={() => void remove(offer.repository)}>
          {say('library.cancelAndDelete')}
        </button>
      </div>
    </section>
  );
}
