/** Inside the network: which patches it takes for alike, where each looks, and all of them as colours. */
import { lazy, Suspense } from 'react';
import { fetchPhoto } from '../../runtime/browser/photo';
import { wasmThreads } from '../../runtime/inference/backend';
import { createInspector } from '../../runtime/inside/inspector';
import { sampleUrl } from '../../store/samples';
import type { Feature } from '../../ui/feature';
import { said } from '../../words/said';
import { createInside, MODE } from './store/inside';
import { insideLink } from './store/link';
import { InsideProvider } from './ui/context';

/** Most visits never open it: its drawing comes when it is opened. */
const InsideView = lazy(async () => ({ default: (await import('./ui/InsideView')).InsideView }));

export const inside: Feature = {
  tab: { id: MODE, title: 'inside.title' },
  open: ({ playground, samples }) => {
    const store = createInside(playground, createInspector(wasmThreads()), {
      samples,
      fetch: (sample) => fetchPhoto(sampleUrl(sample), said(sample.title)),
    });
    return {
      link: insideLink(playground, store),
      view: (
        <InsideProvider store={store}>
          <Suspense>
            <InsideView />
          </Suspense>
        </InsideProvider>
      ),
    };
  },
};
