/** Puts the page together: runtime → store → <App/>. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { probeGpu } from './runtime/backend';
import { createRuntime } from './runtime/client';
import { decodePhoto, fetchPhoto } from './runtime/photo';
import { models } from './runtime/registry';
import { createPlayground } from './store/playground';
import { samples } from './store/samples';
import { App } from './ui/App';
import { PlaygroundContext } from './ui/context';
import './ui/theme.css';

const spawn = () =>
  new Worker(new URL('./runtime/worker/inference.worker.ts', import.meta.url), { type: 'module' });

const playground = createPlayground({
  runtime: createRuntime(spawn, probeGpu),
  models,
  samples,
  decodePhoto,
  fetchPhoto,
});

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <PlaygroundContext value={{ playground, models, samples }}>
      <App />
    </PlaygroundContext>
  </StrictMode>,
);
