/** Offers a newer build of the page when one is ready. Nobody is made to take it, as a reload takes one's own files from the page. */
import { useEffect, useState } from 'react';
import { keepPage } from '../runtime/browser/offline';
import './parts/floating.css';
import './update.css';

export function Update() {
  const [isOffered, setOffered] = useState(false);
  useEffect(() => void keepPage(() => setOffered(true)), []);
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
