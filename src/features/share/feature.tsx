/** A link to the page as it is. */
import type { Feature } from '../../ui/feature';
import { Share } from './ui/Share';

export const share: Feature = { open: () => ({ header: <Share /> }) };
