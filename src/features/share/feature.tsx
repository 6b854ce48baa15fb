/** A link to the page as it is, as text, as a code for cameras, and as a frame in another page. */
import { tellHeight } from '../../runtime/browser/height';
import type { Feature } from '../../ui/feature';
import { Share } from './ui/Share';

export const share: Feature = {
  open: () => {
    tellHeight();
    return { header: <Share /> };
  },
};
