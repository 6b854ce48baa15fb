/** Puts the page together: runtime → store → <App/>. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { probeGpu } from './runtime/backend';
import { createRuntime } from './runtime/client';
import { decodePhoto, fetchPhoto } from './runtime/photo';
import { encodePng } from './runtime/png';
import { models } from './runtime/registry';
import { createBatch } from './store/batch';
import { createPlayground } from './store/playground';
import { samples } from './store/samples';
import { App } from './ui/App';
import { PlaygroundContext } from './ui/context';
import './ui/theme.css';

const spawn = () =>
  new Worker(new URL('./runtime/worker/inference.worker.ts', import.meta.url), { type: 'module' });

const runtime = createRuntime(spawn, probeGpu);
const playground = createPlayground({
  runtime,
  models,
  samples,
  decodePhoto,
  fetchPhoto,
});
const batch = createBatch({ playground, runtime, decodePhoto, encodePng });

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <PlaygroundContext value={{ playground, batch, models, samples }}>
      <App />
    </PlaygroundContext>
  </StrictMode>,
);
