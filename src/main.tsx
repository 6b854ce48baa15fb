/** Puts the page together: runtime → store → <App/>. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { probeGpu } from './runtime/backend';
import { createRuntime } from './runtime/client';
import { decodePhoto, fetchPhoto } from './runtime/photo';
import { models } from './runtime/registry';
import { createCompare } from './store/compare';
import { createPlayground } from './store/playground';
import { samples } from './store/samples';
import { App } from './ui/App';
import { PlaygroundContext } from './ui/context';
import './ui/theme.css';

const spawn = () =>
  new Worker(new URL('./runtime/worker/inference.worker.ts', import.meta.url), { type: 'module' });

const spawnRuntime = () => createRuntime(spawn, probeGpu);
const runtime = spawnRuntime();
const playground = createPlayground({
  runtime,
  models,
  samples,
  decodePhoto,
  fetchPhoto,
});
const compare = createCompare({ playground, runtime, spawnRuntime });

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <PlaygroundContext value={{ playground, compare, models, samples }}>
      <App />
    </PlaygroundContext>
  </StrictMode>,
);
