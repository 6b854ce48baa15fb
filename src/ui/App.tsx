/** The page: pictures first, then the controls. Its title stands in `index.html`, which is read before any script has come. */

import { Fragment, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { ControlGroup } from '../store/place';
import { isSettled } from '../store/playground';
import { sayRich } from '../words/say';
import { usePage, usePlayground } from './context';
import { DropTarget } from './DropTarget';
import { Licences } from './Licences';
import { Modes, ModeView } from './Modes';
import { MaskControls } from './mask/MaskControls';
import { ModelControls } from './model/ModelControls';
import { Problem } from './Problem';
import { Announcer } from './parts/Announcer';
import { PhotoControls } from './photo/PhotoControls';
import { Update } from './Update';
import './app.css';

/** What features add beside the title. */
function InHeader() {
  const { features } = usePage();
  return createPortal(
    features.map(({ header }, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
      <Fragment key={i}>{header}</Fragment>
    )),
    document.querySelector('.page-header') as HTMLElement,
  );
}

/**
 * Says whether the page is at rest; what is in it need not be looked at when that changes. And how wide pictures are for their height: a
 * high one must not be as wide as its column.
 */
function Main({ children }: { children: ReactNode }) {
  const busy = !usePlayground(isSettled);
  const aspect = usePlayground(({ model: { geometry } }) => geometry.width / geometry.height);
  return (
    <main
      aria-busy={busy}
      className={aspect < 1 ? 'high-pictures' : undefined}
      style={{ '--aspect': aspect } as React.CSSProperties}
    >
      {children}
    </main>
  );
}

export function App() {
  const { features } = usePage();
  const hidden = usePlayground((state) => state.hidden);
  const showControls = usePlayground((state) => state.showControls);
  const shows = (group: ControlGroup): boolean => !hidden.includes(group);
  return (
    <>
      <InHeader />
      <Main>
        {shows('modes') && <Modes />}
        <ModeView />
        <div className="beside">
          {features.map(({ beside }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
            <Fragment key={i}>{beside}</Fragment>
          ))}
        </div>
        {(['mask', 'photo', 'model'] as const).some(shows) && (
          <div className="controls">
            {shows('mask') && <MaskControls />}
            {shows('photo') && <PhotoControls />}
            {shows('model') && <ModelControls />}
          </div>
        )}
        {hidden.length > 0 && (
          <p className="quiet hidden-note">
            {sayRich('page.controlsLeftOut', {
              show: (chunks) => (
                <button type="button" className="link-button" onClick={showControls}>
                  {chunks}
                </button>
              ),
            })}
          </p>
        )}
      </Main>
      <Licences />
      <Problem />
      <Update />
      <DropTarget />
      <Announcer />
    </>
  );
}
