/** Inside the network: which patches it takes for alike, where each looks, and all of them as colours. */
import { fetchPhoto } from '../../runtime/browser/photo';
import { wasmThreads } from '../../runtime/inference/backend';
import { createInspector } from '../../runtime/inside/inspector';
import { sampleUrl } from '../../store/samples';
import type { Feature } from '../../ui/feature';
import { said } from '../../words/said';
import { createInside, MODE } from './store/inside';
import { insideLink } from './store/link';
import { InsideProvider } from './ui/context';
import { InsideView } from './ui/InsideView';

export const inside: Feature = {
  tab: { id: MODE, title: 'inside.title' },
  open: ({ playground, samples }) => {
    const byTitle = new Map(samples.map((sample) => [sample.title, sample]));
    const store = createInside(playground, createInspector(wasmThreads()), {
      titles: [...byTitle.keys()],
      fetch: async (title) => {
        const sample = byTitle.get(title) ?? samples[0];
        return fetchPhoto(sampleUrl(sample), said(title));
      },
    });
    return {
      link: insideLink(playground, store),
      view: (
        <InsideProvider store={store}>
          <InsideView />
        </InsideProvider>
      ),
    };
  },
};
