/** Inside the network: which patches it takes for alike, where each looks, and all of them as colours. */
import { wasmThreads } from '../../runtime/inference/backend';
import { createInspector } from '../../runtime/inside/inspector';
import type { Feature } from '../../ui/feature';
import { createInside, MODE } from './store/inside';
import { insideLink } from './store/link';
import { InsideProvider } from './ui/context';
import { InsideView } from './ui/InsideView';

export const inside: Feature = {
  tab: { id: MODE, title: 'inside.title' },
  open: ({ playground }) => {
    const store = createInside(playground, createInspector(wasmThreads()));
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
