/** That a model's file is being read, and a way to give it up. */
import { quoted } from '../../runtime/quoted';
import { say } from '../../words/say';
import { usePlayground } from '../context';
import { useLasting } from '../parts/useLasting';

/** What takes no longer is not worth a word. */
const SOON_MS = 200;

export function ReadingModel() {
  const reading = usePlayground((state) => state.reading);
  const isSlow = useLasting(reading !== undefined, SOON_MS);
  const name = isSlow ? reading : undefined;
  const stop = usePlayground((state) => state.stopReading);
  return (
    <>
      <span role="status" className="quiet reading-words">
        {name !== undefined && say('model.reading', { file: quoted(name) })}
      </span>
      {name !== undefined && (
        <>
          <progress className="progress" aria-label={say('model.readingFile')} />
          <button type="button" className="button small" onClick={stop}>
            {say('model.cancel')}
          </button>
        </>
      )}
    </>
  );
}
