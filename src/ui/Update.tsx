/** Offers a newer build of the page when one is ready. Nobody is made to take it, as a reload takes one's own files from the page. */
import { useEffect, useState } from 'react';
import { keepPage } from '../runtime/browser/offline';
import { say, sayRich } from '../words/say';
import './parts/floating.css';
import './update.css';

export function Update() {
  const [isOffered, setOffered] = useState(false);
  useEffect(() => void keepPage(() => setOffered(true)), []);
  return (
    <div className="floating-place update-place" role="status">
      {isOffered && (
        <div className="floating update">
          <p>{sayRich('page.newVersion', { quiet: (chunks) => <span className="quiet">{chunks}</span> })}</p>
          <button type="button" className="button small" onClick={() => location.reload()}>
            {say('page.reload')}
          </button>
          <button type="button" className="link-button" onClick={() => setOffered(false)}>
            {say('page.later')}
          </button>
        </div>
      )}
    </div>
  );
}
