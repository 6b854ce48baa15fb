/** The dialog that says what this page is; `?` opens it too, unless that is turned off. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { version } from '../../../../package.json';
import { usePage } from '../../../ui/context';
import { CopyText } from '../../../ui/parts/CopyText';
import { Dialog, type DialogHandle } from '../../../ui/parts/Dialog';
import { Switch } from '../../../ui/parts/Switch';
import { isTyping } from '../../../ui/parts/typing';
import { say, sayRich, spell } from '../../../words/say';
import { questionMark, turnQuestionMark } from '../store/questionMark';
import { PAPER, SOFTWARE } from './citations';
import { factsOf } from './facts';
import { keys } from './keys';
import './about.css';

const toPaper = (words: ReactNode) => <a href="https://arxiv.org/abs/2111.06377">{words}</a>;

function Keys() {
  return (
    <dl className="about-keys">
      {keys.map(({ keys: names, means }) => (
        <div key={means}>
          <dt>
            {names.map(spell).map((name) => (
              <kbd key={name}>{name}</kbd>
            ))}
          </dt>
          <dd>{say(means)}</dd>
        </div>
      ))}
    </dl>
  );
}

function QuestionMark() {
  const isOn = useStore(questionMark, (state) => state.isOn);
  return <Switch label={say('about.openWithKey')} on={isOn} change={turnQuestionMark} />;
}

export function About() {
  const { playground } = usePage();
  const dialog = useRef<DialogHandle>(null);
  const [facts, setFacts] = useState('');
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!questionMark.getState().isOn) return;
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
      button={say('about.about')}
      title={say('about.title')}
      foot={<span className="quiet">{say('about.licence', { version })}</span>}
      isWide
      onOpen={() => setFacts(factsOf(playground.getState(), globalThis))}
    >
      {() => (
        <div className="about">
          <p>{sayRich('about.lead', { link: toPaper })}</p>
          <h3>{say('about.photographs')}</h3>
          <p>{say('about.photographsStay')}</p>
          <h3>{say('about.keys')}</h3>
          <Keys />
          <QuestionMark />
          <h3>{say('about.cite')}</h3>
          <CopyText label={say('about.paper')} button={say('about.copyPaper')} text={PAPER} />
          <CopyText label={say('about.software')} button={say('about.copySoftware')} text={SOFTWARE} />
          <h3>{say('about.report')}</h3>
          <p>{say('about.whatFactsAre')}</p>
          <CopyText label={say('about.facts')} button={say('about.copyFacts')} text={facts} />
        </div>
      )}
    </Dialog>
  );
}
