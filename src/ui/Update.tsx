/** Offers a newer build of the page when one is ready. Nobody is made to take it, as a reload takes one's own files from the page. */
import { useEffect, useState } from 'react';
import { keepPage } from '../runtime/browser/offline';
import { isSettled } from '../store/playground';
import { usePlayground } from './context';
import './parts/floating.css';
import './update.css';

/** A model that never runs must not keep the page itself from being kept. */
const PATIENCE_MS = 10_000;

/** Whether the first pictures are there: to keep the page costs the browser what they need. */
function useBegun(): boolean {
  const settled = usePlayground(isSettled);
  const [begun, setBegun] = useState(false);
  useEffect(() => {
    if (begun) return;
    const timer = setTimeout(() => setBegun(true), settled ? 0 : PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [settled, begun]);
  return begun;
}

export function Update() {
  const [isOffered, setOffered] = useState(false);
  const begun = useBegun();
  useEffect(() => {
    if (begun) void keepPage(() => setOffered(true));
  }, [begun]);
  return (
    <div className="floating-place update-place" role="status">
      {isOffered && (
        <div className="floating update">
          <p>
            A newer version of this page is ready.{' '}
            <span className="quiet">Your own files do not outlive a reload.</span>
          </p>
          <button type="button" className="button small" onClick={() => location.reload()}>
            Reload
          </button>
          <button type="button" className="link-button" onClick={() => setOffered(false)}>
            Later
          </button>
        </div>
      )}
    </div>
  );
}
