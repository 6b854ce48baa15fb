/** The page: pictures first, then the controls. */
import { isSettled } from '../store/playground';
import { Announcer } from './Announcer';
import { usePlayground } from './context';
import { DropTarget } from './DropTarget';
import { ModelControls } from './ModelControls';
import { Modes, ModeView } from './Modes';
import { MaskControls } from './mask/MaskControls';
import { PhotoControls } from './PhotoControls';
import { Problem } from './Problem';

export function App() {
  const busy = !usePlayground(isSettled);
  return (
    <>
      <header className="page-header">
        <h1>MAE Playground</h1>
        <p>
          Hide most of a photograph, and a masked autoencoder paints what is missing. It all happens on your
          own machine. <a href="https://arxiv.org/abs/2111.06377">The paper</a>
        </p>
      </header>
      <main aria-busy={busy}>
        <Modes />
        <ModeView />
        <div className="controls">
          <MaskControls />
          <PhotoControls />
          <ModelControls />
        </div>
      </main>
      <Problem />
      <DropTarget />
      <Announcer />
    </>
  );
}
