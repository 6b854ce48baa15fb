/** Puts the page together: runtime → store → <App/>. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBatch } from './features/batch/store/batch';
import { createCompare } from './features/compare/store/compare';
import { compareLink } from './features/compare/store/link';
import { figureLink } from './features/figure/store/link';
import { createFigure } from './features/figure/store/series';
import { createLibrary } from './features/library/store/library';
import { keepPage } from './runtime/browser/offline';
import { decodePhoto, fetchPhoto } from './runtime/browser/photo';
import { encodePng } from './runtime/browser/png';
import { askToKeep, startDownload } from './runtime/hub/client';
import { lookUp } from './runtime/hub/repository';
import { freeBytes, listKept, remove } from './runtime/hub/shelf';
import { probeGpu } from './runtime/inference/backend';
import { createRuntime } from './runtime/inference/client';
import { keptModels, openKept, openModel } from './runtime/models/open';
import { models as ownModels } from './runtime/models/registry';
import { keepAddress, placeAtStart } from './store/address';
import { createPlayground } from './store/playground';
import { samples } from './store/samples';
import { App } from './ui/App';
import { PlaygroundContext } from './ui/context';
import './ui/theme.css';
import './ui/page.css';
import './ui/pictures.css';
import './ui/controls.css';
import './ui/narrow.css';

const spawn = () =>
  new Worker(new URL('./runtime/inference/inference.worker.ts', import.meta.url), { type: 'module' });

const spawnDownload = () =>
  new Worker(new URL('./runtime/hub/download.worker.ts', import.meta.url), { type: 'module' });

const models = [...ownModels, ...(await keptModels())];
const { place, strange } = placeAtStart({ models, samples });
const spawnRuntime = () => createRuntime(spawn, probeGpu, ownModels[0]);
const runtime = spawnRuntime();
const playground = createPlayground({ runtime, models, samples, decodePhoto, fetchPhoto, openModel }, place);
const compare = createCompare({ playground, runtime, spawnRuntime });
const library = createLibrary({
  playground,
  lookUp,
  startDownload: (offer, onProgress) => startDownload(spawnDownload, offer, onProgress),
  openKept,
  listKept,
  remove,
  freeBytes,
  askToKeep,
  probeGpu,
  now: () => performance.now(),
});
const batch = createBatch({ playground, runtime, decodePhoto, encodePng });
const figure = createFigure({ playground, runtime, samples, fetchPhoto });
const linkParts = [compareLink(playground, compare), figureLink(playground, figure, samples)];
keepAddress(playground, samples, strange, linkParts);

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <PlaygroundContext value={{ playground, compare, figure, batch, library, samples, linkParts }}>
      <App />
    </PlaygroundContext>
  </StrictMode>,
);

keepPage();
