/** That a model's file is being read, and a way to give it up. */
import { useEffect, useState } from 'react';
import { quoted } from '../../runtime/quoted';
import { usePlayground } from '../context';

/** What takes no longer is not worth a word. */
const SOON_MS = 200;

function useSlow(isReading: boolean): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(isReading), isReading ? SOON_MS : 0);
    return () => clearTimeout(timer);
  }, [isReading]);
  return isReading && isSlow;
}

export function ReadingModel() {
  const reading = usePlayground((state) => state.reading);
  const isSlow = useSlow(reading !== undefined);
  const name = isSlow ? reading : undefined;
  const stop = usePlayground((state) => state.stopReading);
  return (
    <>
      <span role="status" className="quiet reading-words">
        {name !== undefined && `Reading ${quoted(name)}`}
      </span>
      {name !== undefined && (
        <>
          <progress className="progress" aria-label="Reading the model file" />
          <button type="button" className="button small" onClick={stop}>
            Cancel
          </button>
        </>
      )}
    </>
  );
}
