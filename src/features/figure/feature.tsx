/** The paper's figures, and two more, of the page's own model and photographs. */
import { fetchPhoto } from '../../runtime/browser/photo';
import type { Feature } from '../../ui/feature';
import { createFillings } from './store/fillings';
import { figureLink } from './store/link';
import { createSeries } from './store/series';
import { AroundRatio, AroundSamples } from './ui/around';
import { FigureProvider, FillingsProvider } from './ui/context';
import { FigureView } from './ui/FigureView';

export const figure: Feature = {
  tab: { id: 'figure', title: 'figure.title' },
  open: (page) => {
    const store = createSeries({ ...page, fetchPhoto });
    const fillings = createFillings(store, page);
    const within =
      (Wrap: typeof AroundRatio) =>
      ({ children }: Parameters<typeof AroundRatio>[0]) => (
        <FigureProvider store={store}>
          <Wrap>{children}</Wrap>
        </FigureProvider>
      );
    return {
      around: { ratio: within(AroundRatio), samples: within(AroundSamples) },
      link: figureLink(page.playground, store, page.samples),
      view: (
        <FigureProvider store={store}>
          <FillingsProvider store={fillings}>
            <FigureView />
          </FillingsProvider>
        </FigureProvider>
      ),
    };
  },
};
