/** Two settings side by side. */
import { createFilling } from '../../store/filling';
import type { Feature } from '../../ui/feature';
import { createCompare } from './store/compare';
import { compareLink } from './store/link';
import { Compare } from './ui/Compare';
import { CompareProvider, FillingOfBProvider } from './ui/context';

export const compare: Feature = {
  tab: { id: 'compare', title: 'compare.tab' },
  open: (page) => {
    const store = createCompare(page);
    const fillingOfB = createFilling(page.playground, page.interpolator, store);
    return {
      link: compareLink(page.playground, store),
      view: (
        <CompareProvider store={store}>
          <FillingOfBProvider store={fillingOfB}>
            <Compare />
          </FillingOfBProvider>
        </CompareProvider>
      ),
    };
  },
};
