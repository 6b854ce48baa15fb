/** Inside the network: which patches it takes for alike, where each looks, and all of them as colours. */
import { lazy, Suspense } from 'react';
import { fetchPhoto } from '../../runtime/browser/photo';
import { wasmThreads } from '../../runtime/inference/backend';
import { createInspector } from '../../runtime/inside/inspector';
import { sampleUrl } from '../../store/samples';
import type { Feature } from '../../ui/feature';
import { said } from '../../words/said';
import { createBeside } from './store/beside';
import { createInside, MODE } from './store/inside';
import { insideLink } from './store/link';
import { BesideProvider, InsideProvider } from './ui/context';

/** Most visits never open it: its drawing comes when it is opened. */
const InsideView = lazy(async () => ({ default: (await import('./ui/InsideView')).InsideView }));

export const inside: Feature = {
  tab: { id: MODE, title: 'inside.title' },
  open: ({ playground, samples }) => {
    const store = createInside(playground, createInspector(wasmThreads()), {
      samples,
      fetch: (sample) => fetchPhoto(sampleUrl(sample), said(sample.title)),
    });
    const beside = createBeside(playground, store, createInspector(wasmThreads()));
    return {
      link: insideLink(playground, store, beside),
      view: (
        <InsideProvider store={store}>
          <BesideProvider store={beside}>
            <Suspense>
              <InsideView />
            </Suspense>
          </BesideProvider>
        </InsideProvider>
      ),
    };
  },
};
