/** Recognise: piles of one's own pictures told apart by what the encoder makes of them. */
import { lazy, Suspense } from 'react';
import { decodePhoto, fetchPhoto } from '../../runtime/browser/photo';
import { wasmThreads } from '../../runtime/inference/backend';
import { createInspector } from '../../runtime/inside/inspector';
import { learn } from '../../runtime/probe/prober';
import { sampleUrl } from '../../store/samples';
import type { Feature } from '../../ui/feature';
import { gather } from '../../ui/gather';
import { said } from '../../words/said';
import { partsOfSamples } from './store/example';
import { recogniseLink } from './store/link';
import { createRecognise, MODE } from './store/recognise';
import { RecogniseProvider } from './ui/context';

/** Most visits never open it: its drawing comes when it is opened. */
const RecogniseView = lazy(async () => ({ default: (await import('./ui/RecogniseView')).RecogniseView }));

export const recognise: Feature = {
  tab: { id: MODE, title: 'recognise.tab' },
  open: ({ playground, samples }) => {
    const store = createRecognise({
      playground,
      inspector: createInspector(wasmThreads()),
      learn,
      decodePhoto,
      example: () => partsOfSamples(samples, (sample) => fetchPhoto(sampleUrl(sample), said(sample.title))),
    });
    return {
      intake: {
        invitation: 'recognise.invitation',
        take: (files) => void store.getState().add(gather(files)),
      },
      link: recogniseLink(playground, store),
      view: (
        <RecogniseProvider store={store}>
          <Suspense>
            <RecogniseView />
          </Suspense>
        </RecogniseProvider>
      ),
    };
  },
};
