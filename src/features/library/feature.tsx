/** Models from the hub, and those of them that are kept on this machine. */
import { firstPaint } from '../../runtime/browser/firstPaint';
import { findOtherTabs } from '../../runtime/browser/otherTabs';
import { askToKeep, startDownload } from '../../runtime/hub/client';
import { openKept } from '../../runtime/hub/openKept';
import { readings } from '../../runtime/hub/readings';
import { lookUp } from '../../runtime/hub/repository';
import { canKeep, freeBytes, listDamaged, listKept, remove } from '../../runtime/hub/shelf';
import { probeGpu } from '../../runtime/inference/gpu';
import { repositoryAtStart } from '../../store/address';
import type { Feature } from '../../ui/feature';
import { createLibrary } from './store/library';
import { LibraryProvider } from './ui/context';
import { Library } from './ui/Library';

export const library: Feature = {
  open: ({ playground }) => {
    const store = createLibrary({
      playground,
      named: repositoryAtStart(),
      lookUp: (text, token) => lookUp(text, fetch, token),
      canKeep,
      startDownload,
      openKept,
      listKept,
      listDamaged,
      remove,
      freeBytes,
      askToKeep,
      probeGpu,
      readings,
      otherTabs: findOtherTabs('models'),
      now: () => performance.now(),
    });
    return {
      // Reading them takes a while, and the page can be looked at without.
      modelsListed: firstPaint().then(() => store.getState().refresh()),
      modelSource: (
        <LibraryProvider store={store}>
          <Library />
        </LibraryProvider>
      ),
    };
  },
};
