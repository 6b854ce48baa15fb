/** Puts the page together: its state, the features that add to it, and what draws both. */
import './runtime/browser/origin';
// First of all styles, since it says in which order the layers of all other styles lie.
import './ui/theme.css';
import './ui/parts/inputs.css';
import './ui/parts/buttons.css';
import './ui/parts/progress.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { features } from './features';
import { Sentence } from './runtime/message';
import { keepAddress } from './store/address';
import { openPage } from './store/page';
import { reportUnexpected } from './store/unexpected';
import { App } from './ui/App';
import { Boundary } from './ui/Boundary';
import { PageContext } from './ui/context';
import { InLanguage } from './ui/InLanguage';
import { say } from './words/say';

Sentence.spell = say;
const page = openPage(features.flatMap(({ tab }) => tab?.id ?? []));
reportUnexpected(page.playground);
const rooms = features.map((feature) => ({ ...feature, ...feature.open(page) }));
keepAddress(
  { ...page, samples: page.known },
  rooms.flatMap(({ link }) => link ?? []),
  Promise.all(rooms.map(({ modelsListed }) => modelsListed)),
);

// The model's file is on its way by now.
await Promise.all(rooms.map(({ ready }) => ready));

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <PageContext value={{ ...page, features: rooms }}>
      <InLanguage>
        <Boundary what="page">
          <App />
        </Boundary>
      </InLanguage>
    </PageContext>
  </StrictMode>,
);
