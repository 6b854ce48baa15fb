/** The ways of using the page, as tabs over the pictures; the controls below belong to all of them. */
import { type KeyboardEvent, useRef } from 'react';
import { say } from '../words/say';
import { Boundary } from './Boundary';
import { usePage, usePlayground } from './context';
import { useStillness } from './stillness';
import './modes.css';

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

const useTabs = () => usePage().features.flatMap(({ tab, view }) => (tab ? { ...tab, view } : []));

export function Modes() {
  const tabs = useTabs();
  const mode = usePlayground((state) => state.mode);
  const setMode = usePlayground((state) => state.setMode);
  const list = useRef<HTMLDivElement>(null);
  const walk = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const at = tabs.findIndex(({ id }) => id === mode);
    const next = (at + step + tabs.length) % tabs.length;
    setMode(tabs[next].id);
    list.current?.querySelectorAll('button')[next].focus();
  };
  return (
    <div ref={list} className="modes" role="tablist" aria-label={say('page.views')} onKeyDown={walk}>
      {tabs.map(({ id, title }) => (
        <button
          key={id}
          id={`tab-${id}`}
          type="button"
          role="tab"
          className="mode"
          aria-selected={id === mode}
          aria-controls="mode-view"
          tabIndex={id === mode ? 0 : -1}
          onClick={() => setMode(id)}
        >
          {say(title)}
        </button>
      ))}
    </div>
  );
}

export function ModeView() {
  const tabs = useTabs();
  const mode = usePlayground((state) => state.mode);
  const view = useRef<HTMLDivElement>(null);
  useStillness(view);
  return (
    <div ref={view} id="mode-view" className="mode-view" role="tabpanel" aria-labelledby={`tab-${mode}`}>
      <Boundary key={mode} what="view">
        {tabs.find(({ id }) => id === mode)?.view}
      </Boundary>
    </div>
  );
}
