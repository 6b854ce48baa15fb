/** The dialog that says what this page is; `?` opens it too. */
import { useEffect, useRef, useState } from 'react';
import { version } from '../../../../package.json';
import { usePage } from '../../../ui/context';
import { CopyText } from '../../../ui/parts/CopyText';
import { Dialog, type DialogHandle } from '../../../ui/parts/Dialog';
import { isTyping } from '../../../ui/parts/typing';
import { PAPER, SOFTWARE } from './citations';
import { factsOf } from './facts';
import { keys } from './keys';
import './about.css';

function Keys() {
  return (
    <dl className="about-keys">
      {keys.map(({ keys: names, words }) => (
        <div key={words}>
          <dt>
            {names.map((name) => (
              <kbd key={name}>{name}</kbd>
            ))}
          </dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

export function About() {
  const { playground } = usePage();
  const dialog = useRef<DialogHandle>(null);
  const [facts, setFacts] = useState('');
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey) return;
      // Over another dialog it would hide what the person is at.
      if (isTyping(event.target) || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      dialog.current?.open();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <Dialog
      ref={dialog}
      button="About"
      title="About this page"
      foot={<span className="quiet">{`MAE Playground ${version}, under the MIT licence`}</span>}
      isWide
      onOpen={() => setFacts(factsOf(playground.getState(), globalThis))}
    >
      {() => (
        <div className="about">
          <p>
            <span>Hide most of a photograph, and see what a </span>
            <a href="https://arxiv.org/abs/2111.06377">masked autoencoder</a>
            <span> makes of the rest. The network runs in this browser.</span>
          </p>
          <h3>Your photographs</h3>
          <p>
            They never leave this page: there is no server, nothing is counted or sent, and a content policy
            forbids it. Only when you ask for a model, the hub is asked for it.
          </p>
          <h3>Keys</h3>
          <Keys />
          <h3>How to cite</h3>
          <CopyText label="The paper, in BibTeX" button="Copy the paper’s entry" text={PAPER} />
          <CopyText label="This software, in BibTeX" button="Copy this software’s entry" text={SOFTWARE} />
          <h3>Report a problem</h3>
          <p>
            These facts help whoever looks into it. They are copied and sent nowhere; of your photographs they
            hold nothing.
          </p>
          <CopyText label="Facts for a report" button="Copy the facts" text={facts} />
        </div>
      )}
    </Dialog>
  );
}
