/** The paper's figures, and two more, of the page's own model and photographs. */
import { fetchPhoto } from '../../runtime/browser/photo';
import type { Feature } from '../../ui/feature';
import { figureLink } from './store/link';
import { createSeries } from './store/series';
import { FigureProvider } from './ui/context';
import { FigureView } from './ui/FigureView';

export const figure: Feature = {
  tab: { id: 'figure', title: 'Figure' },
  open: (page) => {
    const store = createSeries({ ...page, fetchPhoto });
    return {
      link: figureLink(page.playground, store, page.samples),
      view: (
        <FigureProvider store={store}>
          <FigureView />
        </FigureProvider>
      ),
    };
  },
};
