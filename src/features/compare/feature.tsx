/** Two settings side by side. */
import type { Feature } from '../../ui/feature';
import { createCompare } from './store/compare';
import { compareLink } from './store/link';
import { Compare } from './ui/Compare';
import { CompareProvider } from './ui/context';

export const compare: Feature = {
  tab: { id: 'compare', title: 'compare.tab' },
  open: (page) => {
    const store = createCompare(page);
    return {
      link: compareLink(page.playground, store),
      view: (
        <CompareProvider store={store}>
          <Compare />
        </CompareProvider>
      ),
    };
  },
};
