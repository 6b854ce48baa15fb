/** The link to the state of the page, and what whoever opens it does not need to see. */
import { useState } from 'react';
import { linkOf } from '../../../store/address';
import { type ControlGroup, controlGroups } from '../../../store/place';
import { placeOf } from '../../../store/playground';
import { usePage } from '../../../ui/context';
import { CopyText } from '../../../ui/parts/CopyText';
import { copyText } from '../../../ui/parts/copy';
import { Dialog } from '../../../ui/parts/Dialog';
import type { Phrase } from '../../../words/said';
import { say } from '../../../words/say';
import { embedCode } from './embedCode';
import { QrCode } from './QrCode';
import './share.css';

const groupNames: Record<ControlGroup, Phrase> = {
  modes: 'share.modes',
  view: 'share.view',
  numbers: 'share.numbers',
  mask: 'mask.title',
  photo: 'share.photographs',
  model: 'model.title',
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
      button={say('share.share')}
      title={say('share.title')}
      foot={<p role="status">{said}</p>}
      onOpen={open}
      onClose={() => setOpen(false)}
    >
      {() => (
        <>
          <div className="share-link">
            <input
              className="link-text"
              aria-label={say('share.link')}
              readOnly
              value={url.href}
              onFocus={(event) => event.target.select()}
            />
            <button type="button" className="button primary" onClick={() => void copy()}>
              {say('share.copyLink')}
            </button>
          </div>
          {typeof place?.image === 'string' && <p className="quiet">{say('share.ownPhotograph')}</p>}
          <fieldset className="share-groups">
            <legend>{say('share.leaveOut')}</legend>
            {controlGroups.map((group) => (
              <label key={group}>
                <input type="checkbox" checked={hidden.includes(group)} onChange={() => toggle(group)} />
                <span>{say(groupNames[group])}</span>
              </label>
            ))}
          </fieldset>
          {isOpen && (
            <>
              <details className="share-more">
                <summary>{say('share.qrCode')}</summary>
                <QrCode text={url.href} />
              </details>
              <details className="share-more">
                <summary>{say('share.coursePage')}</summary>
                <CopyText
                  label={say('share.html')}
                  button={say('share.copyHtml')}
                  text={embedCode(url.href)}
                />
              </details>
            </>
          )}
        </>
      )}
    </Dialog>
  );
}
