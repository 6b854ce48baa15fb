/** Many files, one after the other. */
import { decodePhoto } from '../../runtime/browser/photo';
import { encodePng } from '../../runtime/browser/png';
import type { Feature } from '../../ui/feature';
import { gather } from '../../ui/gather';
import { createBatch } from './store/batch';
import { BatchView } from './ui/BatchView';
import { BatchProvider } from './ui/context';

export const batch: Feature = {
  tab: { id: 'batch', title: 'batch.tab' },
  open: (page) => {
    const store = createBatch({ ...page, decodePhoto, encodePng });
    return {
      intake: {
        invitation: 'batch.invitation',
        take: (files) => void store.getState().add(gather(files)),
      },
      view: (
        <BatchProvider store={store}>
          <BatchView />
        </BatchProvider>
      ),
    };
  },
};
