/** Train: a masked autoencoder that learns on this page. */
import { lazy, Suspense } from 'react';
import { findLocks } from '../../runtime/browser/locks';
import { findOtherTabs } from '../../runtime/browser/otherTabs';
import { decodePhoto, fetchPhoto } from '../../runtime/browser/photo';
import { openRecords } from '../../runtime/browser/records';
import { wasmThreads } from '../../runtime/inference/backend';
import { probeGpu } from '../../runtime/inference/gpu';
import { tensorsOf } from '../../runtime/models/tensorsOf';
import { createTrainer } from '../../runtime/train/trainer';
import { sampleUrl } from '../../store/samples';
import type { Feature } from '../../ui/feature';
import { gather } from '../../ui/gather';
import { said } from '../../words/said';
import { trainLink } from './store/link';
import { createShelf, SHELVES } from './store/shelf';
import { MODE } from './store/state';
import { createTrain } from './store/train';
import { TrainProvider } from './ui/context';

/** Most visits never open it: its drawing comes when it is opened. */
const TrainView = lazy(async () => ({ default: (await import('./ui/TrainView')).TrainView }));

/** In milliseconds: what is drawn less often than the screen is leaves it time for everything else. */
const DRAWN_EVERY = 500;

export const train: Feature = {
  tab: { id: MODE, title: 'train.tab' },
  open: ({ playground, samples }) => {
    const store = createTrain({
      playground,
      samples,
      decodePhoto,
      fetchSample: (sample) => fetchPhoto(sampleUrl(sample), said(sample.title)),
      tensorsOf,
      trainer: createTrainer(),
      shelf: createShelf(openRecords('training', SHELVES)),
      locks: findLocks('run'),
      otherTabs: findOtherTabs('runs'),
      probe: probeGpu,
      threads: wasmThreads(),
      now: () => performance.now(),
      date: () => Date.now(),
      soon: (act) => void setTimeout(act, DRAWN_EVERY),
      onHidden: (act) => document.addEventListener('visibilitychange', () => document.hidden && act()),
    });
    return {
      // On a phone the slider follows the thumb; here that would hide what it has no say in.
      around: { ratio: ({ children }) => <div>{children}</div> },
      intake: {
        invitation: 'train.invitation',
        take: (files) => void store.getState().add(gather(files)),
      },
      link: trainLink(playground, store),
      view: (
        <TrainProvider store={store}>
          <Suspense>
            <TrainView />
          </Suspense>
        </TrainProvider>
      ),
    };
  },
};
