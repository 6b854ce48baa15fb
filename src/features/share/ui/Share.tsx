/** The link to the state of the page, and what whoever opens it does not need to see. */
import { useState } from 'react';
import { linkOf } from '../../../store/address';
import { type ControlGroup, controlGroups } from '../../../store/place';
import { placeOf } from '../../../store/playground';
import { usePage } from '../../../ui/context';
import { CopyText } from '../../../ui/parts/CopyText';
import { copyText } from '../../../ui/parts/copy';
import { Dialog } from '../../../ui/parts/Dialog';
import { embedCode } from './embedCode';
import { QrCode } from './QrCode';
import './share.css';

const groupNames: Record<ControlGroup, string> = {
  modes: 'Tabs',
  view: 'View',
  numbers: 'Numbers',
  mask: 'Mask',
  photo: 'Photographs',
  model: 'Model and backend',
};

export function Share() {
  const { playground, features } = usePage();
  const [hidden, setHidden] = useState<readonly ControlGroup[]>([]);
  const [said, setSaid] = useState('');
  const [isOpen, setOpen] = useState(false);
  const place = isOpen ? placeOf(playground.getState()) : undefined;
  const url = new URL(location.href);
  url.hash = place
    ? linkOf(
        { ...place, hidden },
        features.flatMap(({ link }) => link ?? []),
      )
    : '';

  const copy = async (): Promise<void> => setSaid(await copyText(url.href, 'link'));
  const open = (): void => {
    setHidden(playground.getState().hidden);
    setSaid('');
    setOpen(true);
  };
  const toggle = (group: ControlGroup): void => {
    setSaid('');
    setHidden(controlGroups.filter((other) => (other === group) !== hidden.includes(other)));
  };
  return (
    <Dialog
      button="Share"
      title="A link to this page as it is now"
      foot={<p role="status">{said}</p>}
      onOpen={open}
      onClose={() => setOpen(false)}
    >
      {() => (
        <>
          <div className="share-link">
            <input
              className="link-text"
              aria-label="Link"
              readOnly
              value={url.href}
              onFocus={(event) => event.target.select()}
            />
            <button type="button" className="button primary" onClick={() => void copy()}>
              Copy link
            </button>
          </div>
          {typeof place?.image === 'string' && (
            <p className="quiet">
              Your photograph is not in the link: it never leaves this machine. Whoever opens the link chooses
              one.
            </p>
          )}
          <fieldset className="share-groups">
            <legend>Leave out, for a class</legend>
            {controlGroups.map((group) => (
              <label key={group}>
                <input type="checkbox" checked={hidden.includes(group)} onChange={() => toggle(group)} />
                <span>{groupNames[group]}</span>
              </label>
            ))}
          </fieldset>
          {isOpen && (
            <>
              <details className="share-more">
                <summary>QR code, for the front of a class</summary>
                <QrCode text={url.href} />
              </details>
              <details className="share-more">
                <summary>For a course page</summary>
                <CopyText label="HTML for a course page" button="Copy the HTML" text={embedCode(url.href)} />
              </details>
            </>
          )}
        </>
      )}
    </Dialog>
  );
}
