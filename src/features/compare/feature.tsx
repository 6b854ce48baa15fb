/** Two settings side by side. */
import type { Feature } from '../../ui/feature';
import { later } from '../../ui/later';
import { createCompare } from './store/compare';
import { compareLink } from './store/link';
import { CompareProvider } from './ui/context';

const Compare = later(async () => (await import('./ui/Compare')).Compare);

export const compare: Feature = {
  tab: { id: 'compare', title: 'Two at once' },
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
