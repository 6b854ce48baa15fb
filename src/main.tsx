/** Puts the page together: its state, the features that add to it, and what draws both. */
// First of all, since it says in which order the layers of all other styles lie.
import './ui/theme.css';
import './ui/parts/inputs.css';
import './ui/parts/buttons.css';
import './ui/parts/progress.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { features } from './features';
import { keepPage } from './runtime/browser/offline';
import { keepAddress } from './store/address';
import { openPage } from './store/page';
import { App } from './ui/App';
import { PageContext } from './ui/context';

const page = openPage(features.flatMap(({ tab }) => tab?.id ?? []));
const rooms = features.map((feature) => ({ ...feature, ...feature.open(page) }));
keepAddress(
  page,
  rooms.flatMap(({ link }) => link ?? []),
  Promise.all(rooms.map(({ modelsListed }) => modelsListed)),
);

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <PageContext value={{ ...page, features: rooms }}>
      <App />
    </PageContext>
  </StrictMode>,
);

keepPage();
