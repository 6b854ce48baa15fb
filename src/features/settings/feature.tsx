/** How the page speaks and looks: language and theme, remembered from visit to visit. */
import type { Feature } from '../../ui/feature';
import { languageLink, speakAtStart } from './store/language';
import { keepDocument } from './ui/document';
import { Settings } from './ui/Settings';

export const settings: Feature = {
  open: () => {
    keepDocument();
    return { header: <Settings />, link: languageLink, ready: speakAtStart() };
  },
};
