/** The ways of using the page, as tabs over the pictures; the controls below belong to all of them. */
import { type ComponentType, type KeyboardEvent, useRef } from 'react';
import { BatchView } from '../features/batch/ui/BatchView';
import { Compare } from '../features/compare/ui/Compare';
import { Explore } from '../features/explore/ui/Explore';
import { FigureView } from '../features/figure/ui/FigureView';
import type { Mode } from '../store/place';
import { usePlayground } from './context';

interface Entry {
  readonly mode: Mode;
  readonly title: string;
  readonly View: ComponentType;
}

const entries: readonly Entry[] = [
  { mode: 'explore', title: 'One picture', View: Explore },
  { mode: 'figure', title: 'Figure', View: FigureView },
  { mode: 'compare', title: 'Two at once', View: Compare },
  { mode: 'batch', title: 'Many files', View: BatchView },
];

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

export function Modes() {
  const mode = usePlayground((state) => state.mode);
  const setMode = usePlayground((state) => state.setMode);
  const list = useRef<HTMLDivElement>(null);
  if (entries.length === 1) return null;
  const walk = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const at = entries.findIndex((entry) => entry.mode === mode);
    const next = (at + step + entries.length) % entries.length;
    setMode(entries[next].mode);
    list.current?.querySelectorAll('button')[next].focus();
  };
  return (
    <div ref={list} className="modes" role="tablist" aria-label="What to look at" onKeyDown={walk}>
      {entries.map(({ mode: value, title }) => (
        <button
          key={value}
          id={`tab-${value}`}
          type="button"
          role="tab"
          className="mode"
          aria-selected={value === mode}
          aria-controls="mode-view"
          tabIndex={value === mode ? 0 : -1}
          onClick={() => setMode(value)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}

export function ModeView() {
  const mode = usePlayground((state) => state.mode);
  const { View } = entries.find((entry) => entry.mode === mode) ?? entries[0];
  if (entries.length === 1) return <View />;
  return (
    <div id="mode-view" className="mode-view" role="tabpanel" aria-labelledby={`tab-${mode}`}>
      <View />
    </div>
  );
}
